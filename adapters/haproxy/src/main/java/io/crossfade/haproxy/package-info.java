/** Acts on HAProxy and watches it through its runtime socket. It imports the core and no other adapter. */
@NullMarked
package io.crossfade.haproxy;

import org.jspecify.annotations.NullMarked;
