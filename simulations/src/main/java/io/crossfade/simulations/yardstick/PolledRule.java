package io.crossfade.simulations.yardstick;

/**
 * A tool that looks at the candidate's success rate over a window once in an interval and counts the looks that
 * disappoint it; they are never forgotten.
 *
 * <p>As Flagger decides ({@code pkg/controller/scheduler.go}): a look that finds too low a rate, or no requests at all,
 * adds one; the tick that finds {@code threshold} of them already counted rolls back, before it looks itself. As Argo
 * Rollouts decides ({@code analysis/analysis.go}): the look that makes them more than {@code failureLimit} rolls back;
 * a look without requests counts against it too, since a rate that is not a number is not above any limit.
 */
final class PolledRule implements Contender {

    /**
     * How it is set.
     *
     * @param name what to call it in a table
     * @param interval seconds between two looks
     * @param window seconds that a look covers
     * @param highest the highest failing rate that does not disappoint
     * @param allowed how many looks may disappoint
     * @param actsLate true where the rollback waits for the look after the one that was too many
     */
    record Rule(String name, int interval, int window, double highest, int allowed, boolean actsLate) {

        /** Flagger with an interval and a {@code threshold}, the failed looks that it rolls back at. */
        static Rule flagger(int interval, int window, double highest, int threshold) {
            String name = "Flagger " + interval + " s, threshold " + threshold;
            return new Rule(name, interval, window, highest, threshold - 1, true);
        }

        /** Argo Rollouts with an interval and a {@code failureLimit}. */
        static Rule argo(int interval, int window, double highest, int failureLimit) {
            String name = "Argo " + interval + " s, failureLimit " + failureLimit;
            return new Rule(name, interval, window, highest, failureLimit, false);
        }

        Rule tuned(double other) {
            return new Rule(name, interval, window, other, allowed, actsLate);
        }
    }

    private static final long SECOND = 1_000_000_000;

    private final Rule rule;
    private final Polled candidate = new Polled();
    private final Sample looks = new Sample();
    private long lookAt;
    private int disappointed;
    private boolean rollsBack;

    /** A tool whose first look comes one interval after the candidate got its share, full window or not. */
    PolledRule(Rule rule) {
        this.rule = rule;
        this.lookAt = rule.interval() * SECOND;
    }

    @Override
    public void share(double share, long nanos) {
        // It looks at what the candidate does, however much that is.
    }

    @Override
    public void observe(Request request) {
        if (request.isCandidate) {
            candidate.observe(request.isFailed, request.nanos);
        }
    }

    @Override
    public boolean rollsBack(long nanos) {
        while (lookAt <= nanos && !rollsBack) {
            look(lookAt);
            lookAt += rule.interval() * SECOND;
        }
        return rollsBack;
    }

    /** The failing rate above which this many looks, which is one too many, would have disappointed. */
    double wouldHaveRolledBackBelow() {
        int looked = looks.size();
        return looked <= rule.allowed() ? 0 : looks.quantile(1 - (double) rule.allowed() / looked);
    }

    private void look(long at) {
        if (rule.actsLate() && disappointed > rule.allowed()) {
            rollsBack = true;
            return;
        }
        long requests = candidate.requests(rule.window(), at);
        double rate = requests == 0 ? 1 : (double) candidate.failed(rule.window(), at) / requests;
        looks.add(rate);
        disappointed += rate > rule.highest() ? 1 : 0;
        rollsBack = !rule.actsLate() && disappointed > rule.allowed();
    }
}
