package io.crossfade.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HardStopTest {

    @Test
    void fiveFailuresInARowStop() {
        var stop = new HardStop();
        stop.candidate(4, 0);
        assertThat(stop.isOn()).isFalse();
        stop.candidate(1, 0);
        assertThat(stop.isOn()).isTrue();
        stop.candidate(0, 1);
        assertThat(stop.isOn()).isFalse();
    }

    @Test
    void whereFailuresComeTogetherAStreakTakesAsManyMore() {
        var stop = new HardStop();
        stop.weaken(1 / 7.5);
        stop.candidate(37, 0);
        assertThat(stop.isOn()).isFalse();
        stop.candidate(1, 0);
        assertThat(stop.isOn()).isTrue();
        stop.weaken(1);
        stop.candidate(0, 1);
        stop.candidate(5, 0);
        assertThat(stop.isOn()).isTrue();
    }
}
