package io.crossfade.simulations.yardstick;

import io.crossfade.core.analysis.sequential.LabelScores;
import io.crossfade.core.analysis.sequential.Tolerance;

/**
 * The likelihood-ratio tests that know both rates of the fault beforehand, which no judge can: Wald's sequential
 * probability ratio test of power one (1945), and Page's CUSUM, which also begins anew whenever the evidence so far
 * speaks against a fault, and so expects one that begins late.
 */
final class ClairvoyantTest implements Contender {

    private final double baselineRate;
    private final double candidateRate;
    private final boolean startsOver;
    private final double line;
    private final double[] steps = new double[4];
    private double sum;
    private double highest;

    private ClairvoyantTest(double baselineRate, double candidateRate, boolean startsOver, double line) {
        this.baselineRate = baselineRate;
        this.candidateRate = candidateRate;
        this.startsOver = startsOver;
        this.line = line;
    }

    /** Wald's test, for a fault that is there from the start. */
    static ClairvoyantTest wald(double baselineRate, double candidateRate, double alpha) {
        return new ClairvoyantTest(baselineRate, candidateRate, false, -Math.log(alpha));
    }

    /** Page's test, with a line in nats that has to be found by trying. */
    static ClairvoyantTest page(double baselineRate, double candidateRate, double line) {
        return new ClairvoyantTest(baselineRate, candidateRate, true, line);
    }

    @Override
    public void share(double share, long nanos) {
        // A rate of 1 has no likelihood ratio for what can not happen: as near to it as makes no difference.
        LabelScores scores = LabelScores.of(baselineRate, Math.min(candidateRate, 1 - 1e-12), share, Tolerance.NONE);
        steps[0] = Math.log(scores.xOk());
        steps[1] = Math.log(scores.xFail());
        steps[2] = Math.log(scores.yOk());
        steps[3] = Math.log(scores.yFail());
    }

    @Override
    public void observe(Request request) {
        sum += steps[(request.isCandidate ? 2 : 0) + (request.isFailed ? 1 : 0)];
        sum = startsOver ? Math.max(0, sum) : sum;
        highest = Math.max(highest, sum);
    }

    @Override
    public boolean rollsBack(long nanos) {
        return sum >= line;
    }

    /** The most evidence there ever was, in nats. */
    double highest() {
        return highest;
    }
}
