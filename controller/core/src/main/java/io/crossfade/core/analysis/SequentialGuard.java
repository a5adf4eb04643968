package io.crossfade.core.analysis;

import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Reaction;
import java.util.List;
import java.util.Optional;

/**
 * What the sequential judge says of one guard: FAIL by a streak of failures or by its bets, a hold where both clusters
 * are over a limit, and otherwise what the passing ledger says.
 */
final class SequentialGuard {

    private final Guard guard;
    private final int index;
    private final Bets bets;
    private final Evidence evidence;
    private final Clusters clusters;
    private final boolean commonModeHolds;
    private final Optional<LimitBet> limit;
    private final RateTest test;
    private final Optional<StreakRule> streak;
    private final Optional<ErrorRatePass> errorRate;
    private final Optional<LatencyPass> latency;
    private Optional<String> common = Optional.empty();

    SequentialGuard(Plan plan, int index, Bets bets, Evidence evidence, Clusters clusters) {
        this.guard = plan.guards().get(index);
        this.index = index;
        this.bets = bets;
        this.evidence = evidence;
        this.clusters = clusters;
        this.commonModeHolds = plan.policies().judging().commonMode() == Reaction.HOLD;
        this.limit = bets.of(index).stream()
                .filter(LimitBet.class::isInstance)
                .map(LimitBet.class::cast)
                .findFirst();
        this.test = new RateTest(evidence, limit.map(LimitBet::column).orElse(Columns.FAILED));
        boolean errors = guard instanceof Guard.ErrorRate;
        this.errorRate = errors ? Optional.of(new ErrorRatePass((Guard.ErrorRate) guard, evidence)) : Optional.empty();
        this.latency = errors ? Optional.empty() : Optional.of(new LatencyPass((Guard.Latency) guard, evidence));
        this.streak = errors
                ? Optional.of(
                        new StreakRule(evidence, limit.map(LimitBet::limit).orElse(Double.NaN), test))
                : Optional.empty();
    }

    boolean isShadow() {
        return guard.shadow();
    }

    /** True where a streak of failures decides by itself; allocates nothing. */
    boolean stops() {
        return streak.isPresent() && stops(streak.get().shown());
    }

    /** @param remark what is to be told with it */
    Verdict assess(Optional<String> remark) {
        boolean wasCommon = common.isPresent();
        common = Optional.empty();
        Opinion opinion = find();
        if (wasCommon && common.isEmpty()) {
            bets.of(index).forEach(Bet::commonModeOver);
        }
        return opinion.with(clusters.text(latency.isPresent()))
                .with(remark)
                .verdict(guard, bets.wealth(index), evidence.candidateRate(), clusters.size(latency.isPresent()));
    }

    /** Present where the last assessment found the candidate over a limit and the baseline no better. */
    Optional<String> commonMode() {
        return common;
    }

    private Opinion find() {
        Shown stop = streak.map(StreakRule::shown).orElse(Shown.NOT_OVER);
        if (stops(stop)) {
            return streak.orElseThrow().opinion(Status.FAIL);
        }
        if (bets.fails(index)) {
            return failing();
        }
        Shown over = limit.isPresent() ? test.over(limit.get().limit()) : Shown.NOT_OVER;
        if (over == Shown.COMMON && commonModeHolds) {
            return shared(shown(Status.INCONCLUSIVE, limit.orElseThrow().limit(), limitText(), limitedWhat()));
        }
        if (stop == Shown.COMMON) {
            return shared(streak.orElseThrow().opinion(Status.INCONCLUSIVE));
        }
        return errorRate
                .map(ErrorRatePass::opinion)
                .orElseGet(() -> latency.orElseThrow().opinion());
    }

    private boolean stops(Shown stop) {
        return stop == Shown.OVER || (stop == Shown.COMMON && !commonModeHolds);
    }

    private Opinion shared(Opinion opinion) {
        String how = latency.isPresent() ? "is no faster" : "fails no less";
        common = Optional.of("common mode, the baseline " + how + ": " + opinion.text());
        return opinion;
    }

    /** In the words of the bet that has won most. */
    private Opinion failing() {
        List<Bet> mine = bets.of(index);
        Bet greatest = mine.get(0);
        for (Bet bet : mine) {
            greatest = bet.weight() * bet.wealth() > greatest.weight() * greatest.wealth() ? bet : greatest;
        }
        if (greatest instanceof LatencyBet slow && !isOverLimit()) {
            return slow.slowest(Status.FAIL);
        }
        if (greatest instanceof ComparingBet worse) {
            double ratio = worse.tolerance().ratio();
            double points = worse.tolerance().points();
            double line = test.clearest(ratio, points);
            return shown(Status.FAIL, line, relativeText(ratio, points), ErrorRatePass.RATE);
        }
        test.clearest(0, limit.orElseThrow().limit());
        return shown(Status.FAIL, limit.orElseThrow().limit(), limitText(), limitedWhat());
    }

    /** An operator knows a limit better than a quantile of the baseline. */
    private boolean isOverLimit() {
        return limit.isPresent()
                && test.over(limit.get().limit()) == Shown.OVER
                && test.rate() > limit.get().limit();
    }

    private Opinion shown(Status status, double line, String lineText, String what) {
        return Opinion.shown(status, what, line, lineText, test);
    }

    private String limitText() {
        return Words.limit(limit.orElseThrow().limit());
    }

    private String limitedWhat() {
        return latency.map(pass -> pass.what(pass.absolute())).orElse(ErrorRatePass.RATE);
    }

    private static String relativeText(double ratio, double points) {
        String times = ratio == 1 ? "the baseline's" : Words.factor(ratio) + " times the baseline's";
        return points == 0 ? times : times + " + " + Words.limit(points);
    }
}
