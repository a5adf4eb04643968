package io.crossfade.simulations;

import java.time.Duration;
import java.util.List;

/**
 * A cutover on one time axis, for drawing.
 *
 * @param samples one for each stretch of time, in order
 * @param marks what was told on the way, in order
 */
public record Timeline(List<Sample> samples, List<Mark> marks) {

    /** Nothing was recorded. */
    public static final Timeline NONE = new Timeline(List.of(), List.of());

    public Timeline {
        samples = List.copyOf(samples);
        marks = List.copyOf(marks);
    }

    /**
     * One stretch of time.
     *
     * @param at its end, since the beginning
     * @param share the candidate's share then, as a fraction; the highest of all load balancers
     * @param baseline what its requests came to within the stretch
     * @param candidate what its requests came to within the stretch
     */
    public record Sample(Duration at, double share, Side baseline, Side candidate) {}

    /**
     * Requests of one cluster that ended within a stretch.
     *
     * @param p50Micros the median of their latencies, within an eighth; 0 where there was none
     * @param p99Micros the 99th percentile, within an eighth
     */
    public record Side(long requests, long failed, long p50Micros, long p99Micros) {

        /** Failed requests as a fraction; 0 where there was no request. */
        public double errorRate() {
            return requests == 0 ? 0 : (double) failed / requests;
        }
    }

    /**
     * Something that was told.
     *
     * @param at since the beginning
     * @param kind as events call it, such as {@code rolling-back}; {@code world} for what the scenario did
     */
    public record Mark(Duration at, String kind, String text) {}
}
