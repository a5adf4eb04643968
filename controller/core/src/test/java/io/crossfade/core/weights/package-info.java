@NullMarked
package io.crossfade.core.weights;

import org.jspecify.annotations.NullMarked;
