package io.crossfade.simulations.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;

/** The short form; {@code -Dcrossfade.millis=5000} measures longer. */
class LineParserBenchmarkTest {

    private static final int MILLIS = Integer.getInteger("crossfade.millis", 500);

    @Test
    void aLineIsReadWithoutAllocatingAndInUnderAMicrosecond() throws RunnerException {
        var results = LineParserBenchmark.run(MILLIS);
        System.out.print(LineParserBenchmark.Result.table(results));

        assertThat(results).hasSize(2).allSatisfy(result -> {
            assertThat(result.bytesPerLine()).isLessThan(0.5);
            // Four times the aim, since a machine that runs tests does other things too.
            assertThat(result.nanosPerLine()).isLessThan(1000);
        });
    }
}
