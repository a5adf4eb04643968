package io.crossfade.simulations.scenario;

import java.time.Duration;
import java.util.Optional;

/**
 * A cluster as it is while nothing goes wrong.
 *
 * @param servers how many it has
 * @param errors how many requests it answers with an error, as a fraction
 * @param median of its latency
 * @param p99 of its latency, which is log-normal
 * @param timeout an answer that takes longer is a failure
 * @param capacity requests that it can serve in a second, all servers together; empty for any number
 * @param cold how it is slower until it has warmed up
 */
public record ClusterShape(
        int servers,
        double errors,
        Duration median,
        Duration p99,
        Duration timeout,
        Optional<Integer> capacity,
        Optional<Cold> cold) {

    /** Two servers, one error in a thousand, 20 ms in the median and 120 ms at p99, 10 s timeout. */
    public static final ClusterShape USUAL = new ClusterShape(
            2,
            0.001,
            Duration.ofMillis(20),
            Duration.ofMillis(120),
            Duration.ofSeconds(10),
            Optional.empty(),
            Optional.empty());

    /**
     * A cache that fills.
     *
     * @param times how many times as long the first answer takes
     * @param requests after so many requests of a server the rest has shrunk to a third (1/e)
     */
    public record Cold(double times, int requests) {}

    public ClusterShape {
        if (p99.compareTo(median) < 0) {
            throw new IllegalArgumentException("p99: below the median (expected: the median or more)");
        }
    }
}
