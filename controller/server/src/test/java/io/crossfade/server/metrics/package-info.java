@NullMarked
package io.crossfade.server.metrics;

import org.jspecify.annotations.NullMarked;
