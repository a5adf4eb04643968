package io.crossfade.app.cutover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReloadCostTest {

    @Test
    void reloadsThatAllBreakMoreThanEveryBareOneAreTheRarestDraw() {
        var cost = new ReloadCost(List.of(5L, 6L, 7L, 8L), Collections.nCopies(20, 4L));

        assertThat(cost.chance()).isEqualTo(1.0 / 10_626).isLessThan(1e-4);
    }

    @Test
    void oneBurstAmongFourIsNoProof() {
        assertThat(new ReloadCost(List.of(50L, 0L, 1L, 0L), Collections.nCopies(20, 1L)).chance())
                .as("every draw that has the burst in it")
                .isCloseTo(4.0 / 24, within(1e-9));
    }

    @Test
    void noDifferenceIsCertain() {
        assertThat(new ReloadCost(List.of(0L, 0L), List.of(0L, 0L, 0L)).chance())
                .isEqualTo(1);
    }
}
