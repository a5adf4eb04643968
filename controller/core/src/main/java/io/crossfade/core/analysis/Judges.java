package io.crossfade.core.analysis;

import io.crossfade.core.plan.JudgeKind;
import io.crossfade.core.plan.Plan;
import java.time.Duration;
import java.util.List;

/** Makes the judge that a plan asks for. */
public final class Judges {

    /** So many failures of the candidate in a row stop it, where failures do not come in clusters. */
    public static final int STREAK = HardStop.STREAK;

    private Judges() {}

    /**
     * A judge for a cutover that begins.
     *
     * @param latencyResolution how much too small a latency of the sources may be
     */
    public static Judge of(Plan plan, Duration latencyResolution) {
        return resuming(plan, latencyResolution, List.of());
    }

    /**
     * A judge for a cutover that goes on after its controller was started again.
     *
     * @param earlier the wealth of the last journalled assessment; a judge without wealth needs none
     */
    public static Judge resuming(Plan plan, Duration latencyResolution, List<Wealth> earlier) {
        return plan.policies().judging().judge() == JudgeKind.THRESHOLD
                ? new ThresholdJudge(plan, latencyResolution)
                : SequentialJudge.resuming(plan, latencyResolution, earlier);
    }
}
