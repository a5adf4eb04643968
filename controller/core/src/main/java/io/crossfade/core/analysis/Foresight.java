package io.crossfade.core.analysis;

import io.crossfade.core.analysis.sequential.Horizon;
import io.crossfade.core.plan.Plan;
import java.time.Duration;

/**
 * How many requests to spread the slots of bets over. Four fifths of them serve the planned time; the rest thin out with
 * the square of the time, so that a cutover that is held or waits for its approval is never without any.
 */
final class Foresight {

    private static final double PART_IN_TIME = 0.8;
    private static final double REQUESTS_A_SECOND = 100;
    private static final long FIRST_LOOK_NANOS = Duration.ofSeconds(2).toNanos();

    private final double plannedSeconds;
    private long began = Long.MIN_VALUE;
    private long lookNanos = FIRST_LOOK_NANOS;

    Foresight(Plan plan) {
        double millis = plan.steps().stream()
                .mapToDouble(step ->
                        step.bake().full().toMillis() + step.bake().atMost().toMillis())
                .sum();
        // Between the least and the most that the steps may take.
        plannedSeconds = Math.max(1, millis / 2000);
    }

    /** True where so much more time has passed that the horizon is to be told anew. */
    boolean renews(long nowNanos) {
        if (began == Long.MIN_VALUE) {
            began = nowNanos;
        }
        if (nowNanos - began < lookNanos) {
            return false;
        }
        lookNanos += lookNanos / 2;
        return true;
    }

    /**
     * What is expected until the next look.
     *
     * @param perSecond requests of both clusters, 0 where that is not known yet
     */
    Horizon horizon(double perSecond) {
        double rate = perSecond > 0 ? perSecond : REQUESTS_A_SECOND;
        double late = Math.max(1, lookNanos / 1e9 / plannedSeconds);
        double spread = late == 1 ? plannedSeconds / PART_IN_TIME : plannedSeconds * late * late / (1 - PART_IN_TIME);
        return new Horizon(rate * spread, rate);
    }
}
