package io.crossfade.simulations;

import io.crossfade.core.machine.Ending;
import io.crossfade.simulations.scenario.Scenario;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What many runs of one scenario came to.
 *
 * @param scenario its name
 * @param runs how many
 * @param endings how many ended how; every ending is there
 * @param meanHarm the mean of the requests that failed because of the candidate
 * @param p95Harm their 95th percentile: no more than this in 95 of 100 runs
 * @param worstHarm the most
 * @param worstSeed the seed of that run, to look at it
 * @param timeToPromote the median of the runs that were promoted; empty where none was
 * @param timeToRollBack the median, from the fault to the verified rollback; empty where none was rolled back
 * @param falseRollbacks runs that were rolled back although no rollback is expected of the scenario
 * @param unexpected runs that did not end as the scenario expects; 0 where it expects nothing
 * @param requests of all runs together
 * @param harm how the requests that failed because of the candidate were spread
 * @param toPromoteMillis how the times of the promoted runs were spread; empty where none was
 * @param toRollBackMillis how those of {@code timeToRollBack} were spread; empty where none was rolled back
 */
public record Odds(
        String scenario,
        int runs,
        Map<Ending, Integer> endings,
        double meanHarm,
        long p95Harm,
        long worstHarm,
        long worstSeed,
        Optional<Duration> timeToPromote,
        Optional<Duration> timeToRollBack,
        int falseRollbacks,
        int unexpected,
        long requests,
        Spread harm,
        Optional<Spread> toPromoteMillis,
        Optional<Spread> toRollBackMillis) {

    /**
     * How a quantity was spread over runs; each quantile is a value that occurred, the least that so many are no greater
     * than.
     *
     * @param n how many runs, at least 1
     */
    public record Spread(int n, long least, long p25, long median, long p75, long p95, long most) {

        private static Optional<Spread> of(List<Long> values) {
            var sorted = values.stream().sorted().toList();
            return sorted.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Spread(
                            sorted.size(),
                            sorted.get(0),
                            at(sorted, 25),
                            at(sorted, 50),
                            at(sorted, 75),
                            at(sorted, 95),
                            sorted.get(sorted.size() - 1)));
        }

        private static long at(List<Long> sorted, int percent) {
            return sorted.get((int) Math.ceil(percent / 100.0 * sorted.size()) - 1);
        }
    }

    /** Counts; {@code outcomes} has at least one. */
    static Odds of(Scenario scenario, List<Outcome> outcomes) {
        var endings = new EnumMap<Ending, Integer>(Ending.class);
        for (var ending : Ending.values()) {
            endings.put(ending, 0);
        }
        outcomes.forEach(outcome -> endings.merge(outcome.ending(), 1, Integer::sum));
        var byHarm = outcomes.stream()
                .sorted(Comparator.comparingLong(Outcome::failedBecauseOfCandidate)
                        .thenComparing(Comparator.comparingLong(Outcome::seed).reversed()))
                .toList();
        var worst = byHarm.get(byHarm.size() - 1);
        var expected = scenario.expected();
        int unexpected =
                expected.map(ending -> outcomes.size() - count(endings, ending)).orElse(0);
        return new Odds(
                scenario.name(),
                outcomes.size(),
                endings,
                outcomes.stream()
                        .mapToLong(Outcome::failedBecauseOfCandidate)
                        .average()
                        .orElseThrow(),
                byHarm.get((int) Math.ceil(0.95 * byHarm.size()) - 1).failedBecauseOfCandidate(),
                worst.failedBecauseOfCandidate(),
                worst.seed(),
                median(outcomes.stream()
                        .map(Outcome::promotedAt)
                        .flatMap(Optional::stream)
                        .sorted()
                        .toList()),
                median(outcomes.stream()
                        .map(Outcome::timeToRollBack)
                        .flatMap(Optional::stream)
                        .sorted()
                        .toList()),
                scenario.isCandidateGood() ? count(endings, Ending.ROLLED_BACK) : 0,
                unexpected,
                outcomes.stream().mapToLong(Outcome::requests).sum(),
                Spread.of(outcomes.stream()
                                .map(Outcome::failedBecauseOfCandidate)
                                .toList())
                        .orElseThrow(),
                Spread.of(millis(outcomes, Outcome::promotedAt)),
                Spread.of(millis(outcomes, Outcome::timeToRollBack)));
    }

    private static List<Long> millis(List<Outcome> outcomes, Function<Outcome, Optional<Duration>> time) {
        return outcomes.stream()
                .map(time)
                .flatMap(Optional::stream)
                .map(Duration::toMillis)
                .toList();
    }

    /** The part of the runs that ended so, as a fraction. */
    public double part(Ending ending) {
        return (double) count(endings, ending) / runs;
    }

    private static int count(Map<Ending, Integer> endings, Ending ending) {
        return endings.getOrDefault(ending, 0);
    }

    private static Optional<Duration> median(List<Duration> sorted) {
        return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get((sorted.size() - 1) / 2));
    }
}
