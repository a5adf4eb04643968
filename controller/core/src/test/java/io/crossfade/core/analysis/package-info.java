@NullMarked
package io.crossfade.core.analysis;

import org.jspecify.annotations.NullMarked;
