/** HAProxy's adapter against golden text and against a real HAProxy. */
@NullMarked
package io.crossfade.haproxy;

import org.jspecify.annotations.NullMarked;
