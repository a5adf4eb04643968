package io.crossfade.core.analysis;

import io.crossfade.core.analysis.sequential.Combination;
import io.crossfade.core.analysis.sequential.Horizon;
import io.crossfade.core.analysis.sequential.LatencyTest;
import io.crossfade.core.analysis.sequential.Stake;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.Judging;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Reaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All bets of a plan. Those of guards that act make one wealth, so that the chance of a false rollback is kept for the
 * whole cutover and not for each guard; a shadow guard, which rolls nothing back, has a wealth of its own.
 */
final class Bets {

    private static final double ERROR_LIMIT_WEIGHT = 0.25;
    private static final double LATENCY_LIMIT_WEIGHT = 0.15;

    private final List<List<Bet>> ofGuards = new ArrayList<>();
    private final Pot[] pots;
    private final ComparingBet[] comparing;
    private final LimitBet[] limits;
    private final LatencyBet[] latencies;
    private final List<Bet> all = new ArrayList<>();
    private final Bet[] every;
    private final Blame blame;

    /** @param wealth what an earlier controller's bets had come to, by their names; empty for a beginning */
    Bets(Plan plan, Evidence evidence, Duration resolution, Horizon horizon, Map<String, Double> wealth) {
        Thresholds thresholds = evidence.thresholds();
        blame = new Blame(plan.guards(), evidence);
        Judging judging = plan.policies().judging();
        Stake stake = plan.steps().size() == 1 ? Stake.ONE_STRETCH : Stake.STEPS;
        boolean gated = judging.commonMode() == Reaction.HOLD;
        for (Guard guard : plan.guards()) {
            ofGuards.add(bets(guard, thresholds, resolution, gated, stake, horizon));
        }
        ofGuards.forEach(all::addAll);
        all.forEach(bet -> bet.resume(wealth.getOrDefault(bet.name(), 1.0)));
        pots = pots(plan.guards(), judging.falseAlarm());
        every = all.toArray(Bet[]::new);
        comparing = all.stream().filter(ComparingBet.class::isInstance).toArray(ComparingBet[]::new);
        limits = all.stream().filter(LimitBet.class::isInstance).toArray(LimitBet[]::new);
        latencies = all.stream().filter(LatencyBet.class::isInstance).toArray(LatencyBet[]::new);
    }

    /** So many requests ended well or failed; in a lull the good ones of the baseline are left out. */
    void ended(boolean candidate, boolean failed, boolean lull, long times) {
        boolean skipped = lull && !candidate && !failed;
        for (ComparingBet bet : comparing) {
            for (long i = 0; !skipped && i < times; i++) {
                bet.observe(candidate, failed);
            }
        }
        limited(Columns.FAILED, candidate, failed, lull, times);
    }

    /** So many requests were bad or not as {@code column} has it. */
    void limited(int column, boolean candidate, boolean bad, boolean lull, long times) {
        boolean skipped = lull && !candidate && !bad;
        for (LimitBet bet : limits) {
            for (long i = 0; bet.column() == column && i < times; i++) {
                bet.observe(candidate, bad, skipped);
            }
        }
    }

    /** So many requests were answered after {@code micros}, or {@link LatencyTest#NEVER}. */
    void answered(boolean candidate, long micros, boolean lull, long times) {
        for (LatencyBet bet : latencies) {
            boolean skipped = lull && !candidate && bet.isQuick(micros);
            for (long i = 0; !skipped && i < times; i++) {
                bet.observe(candidate, micros);
            }
        }
    }

    /** What counters alone told of one node between two polls. */
    void poll(Poll poll) {
        for (ComparingBet bet : comparing) {
            bet.poll(
                    poll.requests(Columns.FAILED, false),
                    poll.requests(Columns.FAILED, true),
                    poll.bad(Columns.FAILED, false),
                    poll.bad(Columns.FAILED, true));
        }
        for (LimitBet bet : limits) {
            int column = bet.column();
            bet.poll(
                    poll.requests(column, false),
                    poll.requests(column, true),
                    poll.bad(column, false),
                    poll.bad(column, true));
        }
    }

    void cut(RunningQuantiles baseline) {
        for (LatencyBet bet : latencies) {
            bet.cut(baseline);
        }
    }

    /** The bets of the guard at {@code index} of the plan. */
    List<Bet> of(int index) {
        return ofGuards.get(index);
    }

    List<Bet> all() {
        return all;
    }

    /** What they have come to, by name. */
    List<Wealth> told() {
        return all.stream().map(bet -> Wealth.of(bet.name(), bet.wealth())).toList();
    }

    /** How many requests of the candidate spoke for any bet; where it has not risen nothing new can decide. */
    long support() {
        long sum = 0;
        for (Bet bet : every) {
            sum += bet.support();
        }
        return sum;
    }

    /** Takes the present wealth of all bets into the decisions; true where one begins to be for a rollback. */
    boolean settle() {
        boolean crossed = false;
        for (Pot pot : pots) {
            crossed |= pot.settle();
        }
        return crossed;
    }

    /**
     * What crossed its line since the last time and is over it still is decided, and stays so while it is: requests that
     * are told together may come in an order that is no chance, such as one server after the other.
     */
    void renew() {
        for (Pot pot : pots) {
            pot.renew();
        }
    }

    /** True where the evidence decides against the candidate and the guard at {@code index} is to tell of it. */
    boolean fails(int index) {
        for (Pot pot : pots) {
            if (pot.decided == index) {
                return true;
            }
        }
        return false;
    }

    /** The wealth of one guard by itself; of all that decided together where it tells of that. */
    double wealth(int index) {
        for (Pot pot : pots) {
            if (pot.decided == index) {
                return pot.combination.wealth();
            }
        }
        double sum = 0;
        double weights = 0;
        for (Bet bet : of(index)) {
            sum += bet.weight() * bet.wealth();
            weights += bet.weight();
        }
        return sum / weights;
    }

    private static List<Bet> bets(
            Guard guard, Thresholds thresholds, Duration resolution, boolean gated, Stake stake, Horizon horizon) {
        List<Bet> bets = new ArrayList<>();
        String limitName = guard.name() + "/limit";
        if (guard instanceof Guard.ErrorRate rate) {
            if (rate.worseThanBaseline().isPresent()) {
                bets.add(new ComparingBet(rate, stake, horizon));
            }
            rate.limit()
                    .ifPresent(limit -> bets.add(
                            new LimitBet(limitName, ERROR_LIMIT_WEIGHT, Columns.FAILED, limit, gated, stake, horizon)));
        } else if (guard instanceof Guard.Latency latency) {
            if (latency.worseThanBaseline().isPresent()) {
                bets.add(new LatencyBet(latency, resolution.toNanos() / 1000, stake, horizon));
            }
            int absolute = thresholds.find(guard.name(), false);
            if (absolute >= 0) {
                bets.add(new LimitBet(
                        limitName,
                        LATENCY_LIMIT_WEIGHT,
                        Columns.SLOW + absolute,
                        latency.allowedSlow(),
                        gated,
                        stake,
                        horizon));
            }
        }
        return bets;
    }

    private Pot[] pots(List<Guard> guards, double alpha) {
        List<Pot> made = new ArrayList<>();
        List<Integer> acting = new ArrayList<>();
        for (int i = 0; i < guards.size(); i++) {
            if (guards.get(i).shadow()) {
                made.add(new Pot(List.of(i), alpha));
            } else {
                acting.add(i);
            }
        }
        if (!acting.isEmpty()) {
            made.add(new Pot(acting, alpha));
        }
        return made.toArray(Pot[]::new);
    }

    /** Guards whose bets decide together. */
    private final class Pot {

        private static final int NONE = -1;

        private final Combination combination;
        private final Bet[] bets;
        private final int[] guards;
        private int decided = NONE;
        private int crossedBy = NONE;

        Pot(List<Integer> members, double alpha) {
            List<Bet> mine = new ArrayList<>();
            List<Integer> owners = new ArrayList<>();
            for (int guard : members) {
                for (Bet bet : of(guard)) {
                    mine.add(bet);
                    owners.add(guard);
                }
            }
            bets = mine.toArray(Bet[]::new);
            guards = owners.stream().mapToInt(Integer::intValue).toArray();
            double[] weights = mine.stream().mapToDouble(Bet::weight).toArray();
            combination = new Combination(alpha, Combination.shares(weights));
        }

        boolean settle() {
            if (decided != NONE || crossedBy != NONE || !isOver()) {
                return false;
            }
            crossedBy = blame.named(greatest());
            return true;
        }

        void renew() {
            if (!isOver()) {
                decided = NONE;
            } else if (crossedBy != NONE) {
                decided = crossedBy;
            }
            crossedBy = NONE;
        }

        private boolean isOver() {
            long support = 0;
            for (int i = 0; i < bets.length; i++) {
                combination.wealth(i, bets[i].wealth());
                support = Math.max(support, bets[i].support());
            }
            return combination.rollsBack(support);
        }

        private int greatest() {
            int greatest = 0;
            double most = -1;
            for (int i = 0; i < bets.length; i++) {
                double part = 0;
                for (int j = 0; j < bets.length; j++) {
                    part += guards[j] == guards[i] ? bets[j].weight() * bets[j].wealth() : 0;
                }
                if (part > most) {
                    most = part;
                    greatest = guards[i];
                }
            }
            return greatest;
        }
    }
}
