package io.crossfade.simulations.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InFlightTest {

    @Test
    void requestsEndInTheOrderOfTheirEndsAndThenOfTheirBeginnings() {
        var dice = new Dice(7);
        var inFlight = new InFlight();
        var expected = new ArrayList<long[]>();
        var taken = new ArrayList<Integer>();
        for (int round = 0; round < 20_000; round++) {
            if (dice.below(3) > 0) {
                // Few different ends, so that many are equal.
                int end = round / 100 + dice.below(20);
                inFlight.add(end, round, 0, round);
                expected.add(new long[] {end, round});
            } else if (inFlight.nextEnd() != Long.MAX_VALUE) {
                taken.add(inFlight.what(inFlight.take()));
                expected.sort((left, right) ->
                        left[0] != right[0] ? Long.compare(left[0], right[0]) : Long.compare(left[1], right[1]));
                assertThat(taken.get(taken.size() - 1)).isEqualTo((int) expected.remove(0)[1]);
            }
        }

        assertThat(taken).hasSizeGreaterThan(5_000);
    }

    @Test
    void aSlotKeepsWhatWasPutIntoIt() {
        var inFlight = new InFlight();
        inFlight.add(5, 1, 2, 3);
        int slot = inFlight.take();

        assertThat(List.of(inFlight.started(slot), inFlight.latency(slot), (long) inFlight.what(slot)))
                .containsExactly(1L, 2L, 3L);
        assertThat(inFlight.nextEnd()).isEqualTo(Long.MAX_VALUE);
    }
}
