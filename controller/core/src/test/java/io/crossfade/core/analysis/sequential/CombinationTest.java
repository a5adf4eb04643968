package io.crossfade.core.analysis.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CombinationTest {

    @Test
    void oneTestAloneRollsBackWhereItsPartReachesTheLine() {
        Combination combination = new Combination(0.01, 0.35, 0.25, 0.25, 0.15);
        combination.wealth(0, (100 - 0.65) / 0.35 - 0.001);
        assertThat(combination.rollsBack(3)).isFalse();

        combination.wealth(0, (100 - 0.65) / 0.35 + 0.001);
        assertThat(combination.rollsBack(3)).isTrue();
    }

    @Test
    void twoBadRequestsSupportNoRollback() {
        Combination combination = new Combination(0.01, 1);
        combination.wealth(0, 1e9);

        assertThat(combination.rollsBack(2)).isFalse();
        assertThat(combination.rollsBack(3)).isTrue();
    }

    @Test
    void weightsOfTheTestsThatAreMadeShareOut() {
        assertThat(Combination.shares(0.35, 0.25)).containsExactly(new double[] {7 / 12.0, 5 / 12.0}, within(1e-15));
    }

    @Test
    void levelsAndWeightsThatGuaranteeNothingAreRefused() {
        assertThatThrownBy(() -> new Combination(0.5, 1)).hasMessage("alpha: 0.5 (expected: between 0 and 0.5)");
        assertThatThrownBy(() -> new Combination(0.01, 0.6, 0.6)).hasMessage("weights: 1.2 (expected: a sum of 1)");
    }
}
