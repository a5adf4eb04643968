package io.crossfade.core.analysis.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelScoresTest {

    private static final int DESIGNS = 10_000;

    @ParameterizedTest
    @CsvSource({
        "0.001,0.99,0.05,1,0,0.0504500000,0.0504500000,0.0105313043,19.6233894945,1.0520772998,0.0198216056,1.895261e-01",
        "0.001,0.01,0.05,1,0,0.0014500000,0.0014500000,0.9914375845,6.8965517241,1.0004506534,0.6896551724,6.144572e-04",
        "0.001,0.01,0.05,2,0.0005,0.0013048874,0.0031097748,0.9930882809,3.2156669087,1.0003052858,0.7663496407,2.775758e-04",
        "0.001,0.05,0.5,1.5,0.002,0.0191864249,0.0307796374,0.9801692542,1.6244505869,1.0185421831,0.0521201842,1.031488e-02",
        "0.001,0.001,0.05,1,0.005,0.0009578380,0.0059578380,1.0049875530,0.1678461211,0.9999577976,1.0440178729,1.601434e-04",
        "0.01,0.01,0.5,1,0.01,0.0070531518,0.0170531518,1.0071755170,0.5864018647,0.9970322196,1.4178058718,1.144766e-03"
    })
    void scoresAreTheReferenceValuesToTheirPrintedDigits(
            double thX,
            double thY,
            double w,
            double r,
            double delta,
            double qX,
            double qY,
            double yOk,
            double yFail,
            double xOk,
            double xFail,
            double information) {
        LabelScores scores = LabelScores.of(thX, thY, w, new Tolerance(r, delta));

        assertThat(scores.qX()).isEqualTo(qX, printed());
        assertThat(scores.qY()).isEqualTo(qY, printed());
        assertThat(scores.yOk()).isEqualTo(yOk, printed());
        assertThat(scores.yFail()).isEqualTo(yFail, printed());
        assertThat(scores.xOk()).isEqualTo(xOk, printed());
        assertThat(scores.xFail()).isEqualTo(xFail, printed());
        assertThat(scores.information() / information).isEqualTo(1, within(5e-7));
    }

    @Test
    void noPairOfRatesWithinTheToleranceIsExpectedToWin() {
        SplittableRandom random = new SplittableRandom(1);
        double most = 0;
        for (int i = 0; i < DESIGNS; i++) {
            Tolerance tolerance = tolerance(random);
            double thX = logUniform(random, 1e-5, 0.5);
            double limit = tolerance.limit(thX);
            double thY = limit + (0.999 - limit) * logUniform(random, 1e-3, 1);
            if (thY <= limit) {
                continue;
            }
            double w = share(random);
            LabelScores scores = LabelScores.of(thX, thY, w, tolerance);
            for (double[] rates : corners(tolerance)) {
                most = Math.max(most, expectation(scores, w, rates[0], rates[1]));
                most = Math.max(most, expectation(scores, w, rates[0], 0));
            }
        }

        assertThat(most).isBetween(1.0, 1 + 1e-9);
    }

    @Test
    void noPairOfRatesBeyondTheMarginIsExpectedToBeCertified() {
        SplittableRandom random = new SplittableRandom(2);
        double most = 0;
        for (int i = 0; i < DESIGNS; i++) {
            Tolerance margin = new Tolerance(1, logUniform(random, 1e-4, 0.5));
            double thX = logUniform(random, 1e-5, 0.4);
            double thY = (thX + margin.points()) * logUniform(random, 1e-3, 0.99);
            double w = share(random);
            LabelScores scores = LabelScores.of(thX, thY, w, margin);
            most = Math.max(most, expectation(scores, w, 0, margin.points()));
            most = Math.max(most, expectation(scores, w, 1 - margin.points(), 1));
            most = Math.max(most, expectation(scores, w, 0, 1));
        }

        assertThat(most).isBetween(1.0, 1 + 1e-9);
    }

    @Test
    void aRateOutsideItsRangeIsRefusedWithItsName() {
        assertThatThrownBy(() -> LabelScores.of(0, 0.5, 0.5, Tolerance.NONE))
                .hasMessage("baseline rate: 0.0 (expected: between 0 and 1, neither included)");
        assertThatThrownBy(() -> new Tolerance(0.5, 0)).hasMessage("ratio: 0.5 (expected: 1 to 1e6)");
    }

    /** Where the line meets the sides of the unit square: an expectation is linear, its greatest is at a corner. */
    private static double[][] corners(Tolerance tolerance) {
        double end = Math.min(1, (1 - tolerance.points()) / tolerance.ratio());
        return new double[][] {
            {0, tolerance.points()}, {end, tolerance.ratio() * end + tolerance.points()}, {1, tolerance.limit(1)}
        };
    }

    private static double expectation(LabelScores scores, double w, double pX, double pY) {
        return w * (pY * scores.yFail() + (1 - pY) * scores.yOk())
                + (1 - w) * (pX * scores.xFail() + (1 - pX) * scores.xOk());
    }

    private static Tolerance tolerance(SplittableRandom random) {
        double ratio = random.nextInt(3) == 0 ? 1 : 1 + 2 * random.nextDouble();
        double points = random.nextInt(3) == 0 ? 0 : logUniform(random, 1e-4, 0.05);
        return new Tolerance(ratio, points);
    }

    private static double share(SplittableRandom random) {
        return 1 / (1 + Math.exp(-6 + 12 * random.nextDouble()));
    }

    private static double logUniform(SplittableRandom random, double from, double to) {
        return from * Math.pow(to / from, random.nextDouble());
    }

    private static Offset<Double> printed() {
        return within(0.6e-10);
    }
}
