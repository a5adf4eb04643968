package io.crossfade.testkit;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the requests of an {@link OpenLoopLoad}, counted by cluster. The cluster is empty where no cluster
 * answered, as for a 503 that the load balancer made.
 */
public final class Tally {

    private final Map<String, Map<OpenLoopLoad.Result, Long>> counts = new TreeMap<>();
    private final List<OpenLoopLoad.Sample> samples;

    Tally(List<OpenLoopLoad.Sample> samples) {
        this.samples = List.copyOf(samples);
        for (var sample : samples) {
            counts.computeIfAbsent(sample.cluster(), ignored -> new EnumMap<>(OpenLoopLoad.Result.class))
                    .merge(sample.result(), 1L, Long::sum);
        }
    }

    /** All requests. */
    public long total() {
        return samples.size();
    }

    /** The requests that the cluster answered. */
    public long total(String cluster) {
        return counts.getOrDefault(cluster, Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The requests that ended so, whoever answered. */
    public long count(OpenLoopLoad.Result result) {
        return counts.values().stream()
                .mapToLong(results -> results.getOrDefault(result, 0L))
                .sum();
    }

    /** The requests of a cluster that ended so. */
    public long count(String cluster, OpenLoopLoad.Result result) {
        return counts.getOrDefault(cluster, Map.of()).getOrDefault(result, 0L);
    }

    /** The requests that did not end with an answer below 500. */
    public long failures() {
        return total() - count(OpenLoopLoad.Result.OK);
    }

    /** The cluster's part of the requests that any cluster answered, from 0 to 1; NaN where none did. */
    public double share(String cluster) {
        return (double) total(cluster) / (total() - total(""));
    }

    /** The latency from the intended start that the part {@code quantile} of all requests did not exceed. */
    public Duration latency(double quantile) {
        if (samples.isEmpty()) {
            throw new IllegalStateException("samples: none (expected: at least one)");
        }
        var nanos = samples.stream()
                .mapToLong(OpenLoopLoad.Sample::latencyNanos)
                .sorted()
                .toArray();
        int rank = (int) Math.ceil(quantile * nanos.length);
        return Duration.ofNanos(nanos[Math.min(nanos.length - 1, Math.max(0, rank - 1))]);
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
