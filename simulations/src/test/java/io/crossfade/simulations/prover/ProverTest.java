package io.crossfade.simulations.prover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossfade.core.machine.Ending;
import io.crossfade.simulations.prover.Strike.Kind;
import io.crossfade.simulations.prover.Strike.Moment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A failure names its seed; replay it with {@code -Dcrossfade.seed=N}, and run more with {@code -Dcrossfade.seeds=N}.
 */
class ProverTest {

    private static final long SEEDS = Long.getLong("crossfade.seeds", 4_000);

    @Test
    void noSeedBreaksASafetyRuleAndEveryCutoverComesToAnEnd() {
        var only = Long.getLong("crossfade.seed");
        var report = Prover.prove(only == null ? 1 : only, only == null ? SEEDS : 1);

        System.out.println(report);
        assertThat(report.ends().values().stream().mapToLong(Integer::longValue).sum())
                .isEqualTo(report.seeds());
        if (report.seeds() >= 1_000) {
            assertThat(report.ends())
                    .as("the seeds reach every end")
                    .containsKeys(
                            Ending.PROMOTED.name(),
                            Ending.ROLLED_BACK.name(),
                            Ending.ROLLED_BACK_BY_OPERATOR.name(),
                            Ending.HELD.name(),
                            Ending.UNVERIFIED.name(),
                            "holding");
        }
    }

    @Test
    void theSameSeedMakesTheSameTrial() {
        assertThat(Trials.of(7)).isEqualTo(Trials.of(7)).isNotEqualTo(Trials.of(8));
    }

    @Test
    void aHealthyCandidateIsPromotedWhereNothingGoesWrong() {
        for (long seed = 1; seed <= 50; seed++) {
            var trial = Trials.of(seed);
            boolean straight =
                    trial.plan().steps().stream().allMatch(step -> step.gate().isEmpty())
                            && trial.plan().window().notAfter().isEmpty();
            if (straight && !trial.judged()) {
                var says = List.of(strike(Kind.SAY_PASS));
                assertThat(Prover.play(calm(trial, says, Kind.SAY_PASS)))
                        .as("seed %d", seed)
                        .isEqualTo("PROMOTED");
            }
        }
    }

    @Test
    void aCandidateThatAlwaysFailsIsNeverPromoted() {
        for (long seed = 1; seed <= 50; seed++) {
            var trial = Trials.of(seed);
            var says = List.of(strike(Kind.SAY_FAIL), strike(Kind.CANDIDATE_FAILS));
            assertThat(Prover.play(calm(trial, says, Kind.SAY_FAIL)))
                    .as("seed %d", seed)
                    .isNotEqualTo("PROMOTED");
        }
    }

    @Test
    void whatBreaksARuleIsShrunkToTheFewestStrikesThatDo() {
        var trial = Trials.of(1);
        var breach = new Breach("none", "made up");

        var shrunk = Shrinking.of(trial, breach);

        assertThat(shrunk.trial())
                .as("nothing shorter breaks a rule that does not exist")
                .isEqualTo(trial);
        assertThat(shrunk.text()).contains("none is broken: made up", "-Dcrossfade.seed=1");
        assertThatThrownBy(() -> Breach.require("S1", false, "so")).hasMessage("S1 is broken: so");
    }

    private static Strike strike(Kind kind) {
        return new Strike(Moment.BEGINNING, 0, Duration.ZERO, kind, 0, 9_999);
    }

    private static Trial calm(Trial trial, List<Strike> strikes, Kind says) {
        return new Trial(
                trial.seed(),
                trial.plan(),
                trial.judged(),
                trial.bounded(),
                trial.requestsPerSecond(),
                trial.faulty(),
                strikes,
                says,
                -1);
    }
}
