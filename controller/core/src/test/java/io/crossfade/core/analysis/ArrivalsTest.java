package io.crossfade.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private static final long LONG = Arrivals.STRETCH_NANOS;

    private final List<Integer> taken = new ArrayList<>();
    private final Arrivals arrivals = new Arrivals(3, taken::add);

    ArrivalsTest() {
        arrivals.begin(0);
    }

    @Test
    void requestsComeInTheOrderInWhichTheyBegan() {
        arrivals.keep(2, 5 * LONG);
        arrivals.keep(1, LONG);
        arrivals.keep(0, 3 * LONG);
        arrivals.release(6 * LONG);

        assertThat(taken).containsExactly(1, 0, 2);
    }

    @Test
    void onlyWhatBeganBeforeTheLineIsHandedOnAndOnce() {
        arrivals.keep(0, LONG);
        arrivals.keep(1, 2 * LONG);
        arrivals.release(2 * LONG);
        arrivals.release(2 * LONG);

        assertThat(taken).containsExactly(0);
    }

    @Test
    void kindsOfOneStretchAreEvenlyMixed() {
        for (int i = 0; i < 4; i++) {
            arrivals.keep(0, 10);
        }
        arrivals.keep(1, 20);
        arrivals.keep(1, 20);
        arrivals.release(LONG);

        assertThat(taken.subList(0, 3)).containsExactlyInAnyOrder(0, 0, 1);
        assertThat(taken).hasSize(6);
    }

    @Test
    void whatComesLateIsNotKept() {
        arrivals.release(3 * LONG);

        assertThat(arrivals.keep(0, 2 * LONG)).isFalse();
        assertThat(arrivals.keep(0, 3 * LONG)).isTrue();
    }

    @Test
    void whatWouldNotFitIsNotKeptAndALongPauseLosesNothing() {
        assertThat(arrivals.keep(0, 1024 * LONG)).isFalse();
        assertThat(arrivals.keep(2, 1023 * LONG)).isTrue();
        arrivals.release(5_000 * LONG);
        assertThat(arrivals.keep(1, 5_000 * LONG)).isTrue();
        arrivals.release(5_001 * LONG);

        assertThat(taken).containsExactly(2, 1);
    }
}
