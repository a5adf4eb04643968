@NullMarked
package io.crossfade.server;

import org.jspecify.annotations.NullMarked;
