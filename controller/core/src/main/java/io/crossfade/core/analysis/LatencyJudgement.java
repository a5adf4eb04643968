package io.crossfade.core.analysis;

import io.crossfade.core.plan.Guard;
import java.util.Optional;

/** A latency guard at work: a quantile's limit is a limit on the rate of slow requests. */
final class LatencyJudgement implements Judgement {

    private final Guard.Latency guard;
    private final LatencyPass pass;
    private final int absolute;
    private final int relative;
    private final RateTest absoluteTest;
    private final RateTest relativeTest;
    private final double allowed;
    private boolean failing;
    private Optional<String> common = Optional.empty();

    LatencyJudgement(Guard.Latency guard, Evidence evidence) {
        this.guard = guard;
        this.pass = new LatencyPass(guard, evidence);
        this.absolute = pass.absolute();
        this.relative = pass.relative();
        this.absoluteTest = new RateTest(evidence, Columns.SLOW + Math.max(0, absolute));
        this.relativeTest = new RateTest(evidence, Columns.SLOW + Math.max(0, relative));
        this.allowed = guard.allowedSlow();
    }

    @Override
    public boolean crosses() {
        return !failing
                && ((absolute >= 0 && absoluteTest.over(allowed) == Shown.OVER)
                        || (pass.isCompared() && relativeTest.over(allowed) == Shown.OVER));
    }

    @Override
    public Verdict assess() {
        common = Optional.empty();
        Opinion opinion = find();
        failing = opinion.status() == Status.FAIL;
        if (failing) {
            common = Optional.empty();
        }
        return opinion.verdict(guard);
    }

    @Override
    public Optional<String> commonMode() {
        return common;
    }

    private Opinion find() {
        Shown overLimit = absolute >= 0 ? absoluteTest.over(allowed) : Shown.NOT_OVER;
        if (overLimit == Shown.OVER) {
            return shown(Status.FAIL, absolute, absoluteTest);
        }
        Shown overBaseline = pass.isCompared() ? relativeTest.over(allowed) : Shown.NOT_OVER;
        if (overBaseline == Shown.OVER) {
            return shown(Status.FAIL, relative, relativeTest);
        }
        if (overLimit == Shown.COMMON) {
            return shared(shown(Status.INCONCLUSIVE, absolute, absoluteTest));
        }
        if (overBaseline == Shown.COMMON) {
            return shared(shown(Status.INCONCLUSIVE, relative, relativeTest));
        }
        return pass.opinion();
    }

    private Opinion shared(Opinion opinion) {
        common = Optional.of("common mode, the baseline is no faster: " + opinion.text());
        return opinion;
    }

    private Opinion shown(Status status, int threshold, RateTest test) {
        return Opinion.shown(status, pass.what(threshold), allowed, Words.limit(allowed), test);
    }
}
