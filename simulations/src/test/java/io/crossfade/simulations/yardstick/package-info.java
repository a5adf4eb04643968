@NullMarked
package io.crossfade.simulations.yardstick;

import org.jspecify.annotations.NullMarked;
