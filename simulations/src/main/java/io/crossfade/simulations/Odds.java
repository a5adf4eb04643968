package io.crossfade.simulations;

import io.crossfade.core.machine.Ending;
import io.crossfade.simulations.scenario.Scenario;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        long requests) {

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
                outcomes.stream().mapToLong(Outcome::requests).sum());
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
