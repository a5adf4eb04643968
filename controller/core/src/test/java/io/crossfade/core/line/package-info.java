@NullMarked
package io.crossfade.core.line;

import org.jspecify.annotations.NullMarked;
