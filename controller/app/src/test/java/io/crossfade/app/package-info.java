@NullMarked
package io.crossfade.app;

import org.jspecify.annotations.NullMarked;
