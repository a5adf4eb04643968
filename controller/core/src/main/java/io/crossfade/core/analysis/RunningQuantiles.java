package io.crossfade.core.analysis;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * Quantiles of the baseline's successful latencies over roughly the last stretch of time. They are renewed at most once
 * a second and only from what was seen before, so that a threshold made of them never depends on the request that it
 * judges.
 */
public final class RunningQuantiles {

    /** Fewer requests than this make no quantile. */
    public static final int LEAST = 100;

    private static final long HIGHEST_MICROS = 60_000_000;
    private static final int DIGITS = 2;
    private static final int SEGMENTS = 4;
    private static final long REFRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private static final double MEDIAN = 0.5;

    private final Histogram[] segments = new Histogram[SEGMENTS];
    private final Histogram merged = histogram();
    private final long segmentNanos;
    private int current;
    private boolean begun;
    private long segmentBegan;
    private long refreshed;

    public RunningQuantiles(Duration over) {
        for (int i = 0; i < SEGMENTS; i++) {
            segments[i] = histogram();
        }
        segmentNanos = over.toNanos() / SEGMENTS;
    }

    /** A latency cut to the median, so that it speaks for nobody's being slow. */
    long quick(long latencyMicros) {
        return known() ? Math.min(latencyMicros, micros(MEDIAN)) : latencyMicros;
    }

    public void record(long micros, long nowNanos) {
        if (!begun) {
            begun = true;
            segmentBegan = nowNanos;
            refreshed = nowNanos;
        }
        if (nowNanos - segmentBegan >= segmentNanos && countWithoutOldest() >= LEAST) {
            current = (current + 1) % SEGMENTS;
            segments[current].reset();
            segmentBegan = nowNanos;
        }
        segments[current].recordValue(Math.max(0, Math.min(HIGHEST_MICROS, micros)));
    }

    /** Takes what was recorded into the quantiles where a second has passed; true where it did. */
    public boolean refresh(long nowNanos) {
        if (!begun || nowNanos - refreshed < REFRESH_NANOS) {
            return false;
        }
        refreshed = nowNanos;
        merged.reset();
        for (Histogram segment : segments) {
            merged.add(segment);
        }
        return true;
    }

    /** When {@link #refresh} last took in what was recorded. */
    long refreshedNanos() {
        return refreshed;
    }

    /** True where enough was seen at the last refresh. */
    public boolean known() {
        return merged.getTotalCount() >= LEAST;
    }

    public long micros(double quantile) {
        return merged.getValueAtPercentile(quantile * 100);
    }

    /** A baseline with little traffic keeps its segments for longer rather than having too few requests. */
    private long countWithoutOldest() {
        int oldest = (current + 1) % SEGMENTS;
        long count = 0;
        for (int i = 0; i < SEGMENTS; i++) {
            count += i == oldest ? 0 : segments[i].getTotalCount();
        }
        return count;
    }

    private static Histogram histogram() {
        return new Histogram(1, HIGHEST_MICROS, DIGITS);
    }
}
