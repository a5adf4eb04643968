package io.crossfade.core.analysis;

import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The latencies above which a request is slow: one threshold for each limit of each latency guard. An absolute limit
 * stands; a relative one follows the baseline's running quantile and applies to nothing until that is known.
 */
final class Thresholds {

    private static final long UNKNOWN = Long.MAX_VALUE;

    /** A request is overdue after the greatest limit, or this where no guard has one. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration GREATEST_PATIENCE = Duration.ofSeconds(60);
    private static final int TIMES_TAIL = 4;
    private static final double TAIL = 0.999;

    private final List<Threshold> all = new ArrayList<>();
    private final long[] micros;
    private final long resolutionMicros;
    private final long patienceNanos;
    private final boolean hangsFail;
    private long overdueNanos;

    private record Threshold(String guard, double quantile, boolean relative, double ratio, long limitMicros) {}

    Thresholds(Plan plan, Duration resolution) {
        boolean judged = false;
        for (Guard guard : plan.guards()) {
            if (guard instanceof Guard.Latency latency) {
                judged |= !latency.shadow();
                add(latency);
            }
        }
        hangsFail = !judged;
        resolutionMicros = micros(resolution);
        patienceNanos = patience(plan).toNanos();
        overdueNanos = patienceNanos;
        micros = all.stream().mapToLong(Threshold::limitMicros).toArray();
    }

    /** A request is overdue after no less than this, and later where the baseline itself is slow. */
    static Duration patience(Plan plan) {
        Duration greatest = Duration.ZERO;
        for (Guard guard : plan.guards()) {
            Duration limit =
                    guard instanceof Guard.Latency latency ? latency.limit().orElse(Duration.ZERO) : Duration.ZERO;
            greatest = limit.compareTo(greatest) > 0 ? limit : greatest;
        }
        Duration patience = greatest.isZero() ? PATIENCE : greatest;
        return patience.compareTo(GREATEST_PATIENCE) < 0 ? patience : GREATEST_PATIENCE;
    }

    int size() {
        return micros.length;
    }

    /** A request of more than this is slow. */
    long micros(int threshold) {
        return micros[threshold];
    }

    boolean known(int threshold) {
        return micros[threshold] != UNKNOWN;
    }

    /** The number of a guard's absolute or relative threshold; -1 where it has none. */
    int find(String guard, boolean relative) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).guard().equals(guard) && all.get(i).relative() == relative) {
                return i;
            }
        }
        return -1;
    }

    /** A request is overdue when it has not ended this long after its server was chosen. */
    long overdueNanos() {
        return overdueNanos;
    }

    /** True where no latency guard acts on a hang, so that one must count as a failure or it would be invisible. */
    boolean hangsFail() {
        return hangsFail;
    }

    /** Follows the baseline; the given flags are set for the thresholds that begin to apply. */
    void follow(RunningQuantiles baseline, boolean[] begun) {
        Arrays.fill(begun, false);
        if (!baseline.known()) {
            return;
        }
        for (int i = 0; i < micros.length; i++) {
            Threshold threshold = all.get(i);
            if (threshold.relative()) {
                begun[i] = !known(i);
                micros[i] = (long) (baseline.micros(threshold.quantile()) * (1 + threshold.ratio())) + resolutionMicros;
            }
        }
        long tailNanos = baseline.micros(TAIL) * 1000 * TIMES_TAIL;
        overdueNanos = Math.min(GREATEST_PATIENCE.toNanos(), Math.max(patienceNanos, tailNanos));
    }

    private void add(Guard.Latency guard) {
        guard.limit()
                .ifPresent(limit -> all.add(new Threshold(guard.name(), guard.quantile(), false, 0, micros(limit))));
        guard.worseThanBaseline()
                .ifPresent(ratio -> all.add(new Threshold(guard.name(), guard.quantile(), true, ratio, UNKNOWN)));
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }
}
