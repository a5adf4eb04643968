package io.crossfade.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The short form; {@code -Dcrossfade.rollbacks=10000} measures longer. */
class ActuationBenchmarkTest {

    private static final int ROLLBACKS = Integer.getInteger("crossfade.rollbacks", 300);

    @Test
    void fromTheDecidingRequestToTheReadBackIsAMatterOfMilliseconds() {
        var report = ActuationBenchmark.run(ROLLBACKS);
        System.out.println(report);

        assertThat(report.comparisons())
                .hasSize(4)
                .allSatisfy(comparison -> assertThat(comparison.p50()).isBetween(1.0, 20_000.0));
        assertThat(report.firstMicros()).isLessThan(1_000_000);
    }
}
