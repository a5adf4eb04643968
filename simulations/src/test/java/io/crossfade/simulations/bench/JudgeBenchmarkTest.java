package io.crossfade.simulations.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;

class JudgeBenchmarkTest {

    @Test
    void aRequestCostsWellUnderAMicrosecondAndNoMemory() throws RunnerException {
        var result = JudgeBenchmark.run(1_000);
        System.out.println(result);

        // The machine may be busy with other tests; what is published is measured alone.
        assertThat(result.nanosPerRequest()).isLessThan(2_000);
        assertThat(result.bytesPerRequest()).isLessThan(8);
    }
}
