package io.crossfade.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.machine.Ending;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MonteCarloTest {

    private static Odds odds(String scenario, int runs) {
        return MonteCarlo.run(
                        Reference.plan(),
                        List.of(Library.find(scenario).orElseThrow()),
                        runs,
                        1,
                        Simulation.Options.TOLD,
                        done -> {})
                .get(0);
    }

    @Test
    void aDeadCandidateIsRolledBackInEveryRunAfterAHandfulOfFailedRequests() {
        var odds = odds("dead-at-once", 40);

        assertThat(odds.part(Ending.ROLLED_BACK)).isEqualTo(1);
        assertThat(odds.unexpected()).isZero();
        assertThat(odds.meanHarm()).isBetween(2.0, 6.0);
        assertThat(odds.worstHarm()).isGreaterThanOrEqualTo(odds.p95Harm()).isLessThan(15);
        assertThat(odds.timeToRollBack())
                .hasValueSatisfying(time -> assertThat(time).isBetween(Duration.ofMillis(50), Duration.ofSeconds(1)));
        assertThat(odds.timeToPromote()).isEmpty();
    }

    @Test
    void theWorstSeedIsTheOneThatDidTheHarm() {
        var odds = odds("five-percent-errors", 6);
        var worst = Simulation.run(
                Reference.plan(), Library.find("five-percent-errors").orElseThrow(), odds.worstSeed());

        assertThat(worst.failedBecauseOfCandidate()).isEqualTo(odds.worstHarm());
    }

    @Test
    void aRollbackOfAGoodCandidateIsCountedAsSuch() {
        var good = Library.find("quiet-site").orElseThrow();
        var outcome =
                Simulation.run(Reference.plan(), Library.find("dead-at-once").orElseThrow(), 1);

        assertThat(Odds.of(good, List.of(outcome)).falseRollbacks()).isEqualTo(1);
        assertThat(Odds.of(good, List.of(outcome)).unexpected()).isEqualTo(1);
    }

    @Test
    void progressIsToldOfEveryRun() {
        var told = new AtomicLong();
        MonteCarlo.run(
                Reference.plan(),
                List.of(Library.find("dead-at-once").orElseThrow()),
                5,
                1,
                Simulation.Options.TOLD,
                done -> told.accumulateAndGet(done, Math::max));

        assertThat(told.get()).isEqualTo(5);
    }
}
