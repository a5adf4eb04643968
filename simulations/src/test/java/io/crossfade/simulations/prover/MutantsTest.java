package io.crossfade.simulations.prover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** The short form of {@link Mutants}: every slip still fits the source, and the prover finds some of them at once. */
class MutantsTest {

    @Test
    void everySlipStillFitsItsSource() throws IOException {
        var slips = new ArrayList<>(Slips.QUICK);
        slips.addAll(Slips.OTHERS);

        for (var slip : slips) {
            var source = Files.readString(Mutants.source(slip));
            assertThat(slip.in(source)).as(slip.name()).isNotEqualTo(source);
        }
        assertThat(slips).hasSizeGreaterThanOrEqualTo(15);
    }

    @Test
    void theProverFindsTheQuickOnes() throws IOException, InterruptedException {
        for (var slip : Slips.QUICK) {
            assertThat(Mutants.find(slip, 500).rule()).as(slip.name()).isNotEmpty();
        }
    }
}
