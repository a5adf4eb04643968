/** Tests of the sequential tests: golden values, guarantees checked by simulation, speed of detection. */
@NullMarked
package io.crossfade.core.analysis.sequential;

import org.jspecify.annotations.NullMarked;
