/**
 * Numbers for monitoring: {@link io.crossfade.server.metrics.CutoverMetrics} gathers them and {@link
 * io.crossfade.server.metrics.MetricsEndpoint} serves them to Prometheus. Names are lower case with dots, labels are
 * bounded by the plan. Nothing here decides, and nothing waits for it.
 */
@NullMarked
package io.crossfade.server.metrics;

import org.jspecify.annotations.NullMarked;
