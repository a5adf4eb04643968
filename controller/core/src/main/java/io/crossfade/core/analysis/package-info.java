/**
 * What the requests say: accounts of servers, the acting and the passing ledger, guards and their verdicts. Pure and
 * bounded; start at {@link io.crossfade.core.analysis.Judge}, which {@link io.crossfade.core.analysis.Judges} makes
 * as a plan asks.
 */
@NullMarked
package io.crossfade.core.analysis;

import org.jspecify.annotations.NullMarked;
