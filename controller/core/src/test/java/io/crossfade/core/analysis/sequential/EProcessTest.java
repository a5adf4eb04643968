package io.crossfade.core.analysis.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EProcessTest {

    private static final Stake HALF = new Stake(0.5, 0.2, 0.3);

    @Test
    void layingMoneyOnTheTableChangesNoWealth() {
        EProcess process = process(1, 0.1);
        for (int i = 0; i < 1_000; i++) {
            assertThat(process.observe(0)).isEqualTo(1, within(1e-12));
        }
        process.stepStart(3);

        assertThat(process.wealth()).isEqualTo(1, within(1e-12));
    }

    @Test
    void onlyWhatIsOnTheTableIsBet() {
        EProcess process = process(2, 0);

        assertThat(process.observe(0)).isEqualTo(1.5, within(1e-12));
        process.stepStart(3);
        assertThat(process.observe(0)).isEqualTo((1 + 0.1) * 2 + 0.4, within(1e-12));
    }

    @Test
    void aSlotOpensWhenTheClockHasRunANat() {
        // A hundred requests of a tenth of a nat make ten slots, each of a tenth of the slots' part.
        EProcess process = process(0, 0.1);
        process.observe(0);
        assertThat(process.wealth()).isEqualTo(0.5, within(1e-12));
        for (int i = 0; i < 9; i++) {
            process.observe(0);
        }
        assertThat(process.wealth()).isEqualTo(0.5, within(1e-12));
        process.observe(0);
        assertThat(process.wealth()).isEqualTo(0.47, within(1e-12));
        for (int i = 0; i < 1_000; i++) {
            process.observe(0);
        }
        // What is for the starts of steps is kept for them.
        assertThat(process.wealth()).isEqualTo(HALF.steps(), within(1e-12));
    }

    @Test
    void slotsOfTheClockLeaveMoneyForThoseAfterBadRequests() {
        EProcess process = process(0, 0.1);
        process.lossPerBad(0, 1);
        process.rescored();
        process.bad();
        process.loss(0, 0.1, new Horizon(100, 1e-9));
        process.rescored();
        for (int i = 0; i < 10_000; i++) {
            process.observe(0);
        }

        assertThat(process.wealth()).isGreaterThan(HALF.steps());
    }

    @Test
    void wealthBeyondTheRangeOfADoubleIsHeldAtTheTopAndNothingIsNothing() {
        EProcess rising = process(1e9, 0);
        EProcess falling = process(1e-9, 0);
        for (int i = 0; i < 1_000; i++) {
            rising.observe(0);
            falling.observe(0);
        }

        assertThat(rising.wealth()).isFinite().isGreaterThan(1e270);
        assertThat(falling.wealth()).isEqualTo(0.5, within(1e-12));
    }

    @Test
    void aResumedProcessGoesOnWithItsWealth() {
        EProcess process = process(2, 0);
        process.resume(7);

        assertThat(process.wealth()).isEqualTo(7);
        assertThat(process.observe(0)).isEqualTo(10.5, within(1e-12));
        assertThatThrownBy(() -> process.resume(Double.NaN)).hasMessage("wealth: NaN (expected: 0 to 1.0E280)");
    }

    @Test
    void aStakeThatIsMoreThanThereIsIsRefused() {
        assertThatThrownBy(() -> new Stake(0.5, 0.5, 0.5)).hasMessage("stake: 1.5 (expected: a sum of 1)");
    }

    private static EProcess process(double score, double loss) {
        EProcess process = new EProcess(EProcess.even(1), 1, HALF);
        process.score(0, 0, score);
        process.loss(0, loss, new Horizon(100, 1));
        process.rescored();
        return process;
    }
}
