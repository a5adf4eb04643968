package io.crossfade.simulations.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;

/** The short form; {@code -Dcrossfade.millis=5000} measures longer. */
class LineParserBenchmarkTest {

    private static final int MILLIS = Integer.getInteger("crossfade.millis", 500);

    @Test
    void aLineIsReadWithoutAllocatingAndInUnderAMicrosecond() throws RunnerException {
        var result = LineParserBenchmark.run(MILLIS);
        System.out.println(result);

        assertThat(result.bytesPerLine()).isLessThan(0.5);
        // Four times the aim, since a machine that runs tests does other things too.
        assertThat(result.nanosPerLine()).isLessThan(1000);
    }
}
