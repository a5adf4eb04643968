@NullMarked
package io.crossfade.report;

import org.jspecify.annotations.NullMarked;
