package io.crossfade.core.analysis.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SlotsAfterBadTest {

    private static final double SHARE = 0.3;
    private static final double RATE = 0.2;
    private static final int REQUESTS = 8;

    @Test
    void slotsAfterBadRequestsKeepTheExpectedWealthAtOneWhereBothFailAlike() {
        assertThat(expected(new int[REQUESTS], 0)).isCloseTo(1, within(1e-12));
    }

    @Test
    void aFaultAfterManyGoodRequestsIsMetBySlotsThatTheFirstFailureOpens() {
        EProcess process = process();
        for (int i = 0; i < 100_000; i++) {
            process.observe(i % 3 == 0 ? Cells.Y_OK : Cells.X_OK);
        }
        assertThat(process.wealth()).isLessThan(1);

        process.observe(Cells.Y_BAD);
        process.bad();
        double first = process.wealth();
        int more = 0;
        while (process.wealth() < 100) {
            process.observe(Cells.Y_BAD);
            process.bad();
            more++;
        }

        assertThat(first).isLessThan(1);
        assertThat(more).isBetween(4, 12);
    }

    @Test
    void endlesslyManySlotsNeverTakeMoreThanIsKeptForThem() {
        EProcess process = new EProcess(new double[] {1}, Cells.COUNT, Stake.STEPS);
        process.lossPerBad(0, 1);
        process.score(0, Cells.Y_BAD, 0);
        for (int i = 0; i < 1_000_000; i++) {
            process.observe(Cells.Y_BAD);
            process.bad();
        }

        // What was on the table is lost, slot after slot; what is kept for later steps is not.
        assertThat(process.wealth()).isCloseTo(Stake.STEPS.steps(), within(1e-4));
    }

    /** The mean wealth over all courses of requests, each weighed by its probability. */
    private static double expected(int[] cells, int length) {
        if (length == cells.length) {
            return wealth(cells);
        }
        double sum = 0;
        for (int cell = 0; cell < Cells.COUNT; cell++) {
            cells[length] = cell;
            boolean isCandidate = cell >= Cells.Y_OK;
            boolean isBad = cell == Cells.X_BAD || cell == Cells.Y_BAD;
            double chance = (isCandidate ? SHARE : 1 - SHARE) * (isBad ? RATE : 1 - RATE);
            sum += chance * expected(cells, length + 1);
        }
        return sum;
    }

    private static double wealth(int[] cells) {
        EProcess process = process();
        for (int cell : cells) {
            process.observe(cell);
            if (cell == Cells.Y_BAD) {
                process.bad();
            }
        }
        return process.wealth();
    }

    private static EProcess process() {
        EProcess process = Alternatives.ABOVE.process(Cells.COUNT, Stake.ONE_STRETCH);
        for (int j = 0; j < Alternatives.COUNT; j++) {
            double guess = Alternatives.ABOVE.rate(j, RATE, RATE);
            Cells.set(process, j, LabelScores.of(RATE, guess, SHARE, Tolerance.NONE), 1);
            process.lossPerBad(j, 1);
        }
        process.rescored();
        return process;
    }
}
