package io.crossfade.core.analysis;

import java.util.Optional;

/** One guard at work. */
sealed interface Judgement permits ErrorRateJudgement, LatencyJudgement {

    /** True where the evidence would make the guard fail and did not at the last assessment; allocates nothing. */
    boolean crosses();

    /** What the guard says now. */
    Verdict assess();

    /** Present where the last assessment found the candidate over a limit and the baseline no better. */
    Optional<String> commonMode();
}
