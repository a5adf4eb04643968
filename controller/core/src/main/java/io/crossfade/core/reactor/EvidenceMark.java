package io.crossfade.core.reactor;

import io.crossfade.core.analysis.Assessment;
import io.crossfade.core.analysis.Wealth;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells when evidence has moved so far since it was last recorded that a controller which is started again would forget
 * too much of it: by a factor of {@value #FAR}, up or down, and no more often than once in five seconds. Evaluations
 * that decide are recorded anyway.
 */
final class EvidenceMark {

    private static final double FAR = 4;
    private static final long APART_NANOS = Duration.ofSeconds(5).toNanos();

    /** Below this a bet has lost what it had on the table; what is left moves little. */
    private static final double LEAST = 0.1;

    /** Above this it is decided whatever the plan's chance of a false alarm is. */
    private static final double MOST = 1e6;

    private final Map<String, Double> recorded = new LinkedHashMap<>();
    private long recordedNanos = Long.MIN_VALUE;

    /** True where {@code assessment} is worth a record of its own. */
    boolean isFar(Assessment assessment, long nowNanos) {
        if (recordedNanos != Long.MIN_VALUE && nowNanos - recordedNanos < APART_NANOS) {
            return false;
        }
        for (Wealth wealth : assessment.wealth()) {
            double factor = clip(wealth.value()) / clip(recorded.getOrDefault(wealth.name(), 1.0));
            if (factor >= FAR || factor <= 1 / FAR) {
                return true;
            }
        }
        return false;
    }

    void recorded(Assessment assessment, long nowNanos) {
        recordedNanos = nowNanos;
        assessment.wealth().forEach(wealth -> recorded.put(wealth.name(), wealth.value()));
    }

    private static double clip(double value) {
        return Math.max(LEAST, Math.min(MOST, value));
    }
}
