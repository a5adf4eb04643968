package io.crossfade.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class AppendBenchmarkTest {

    @TempDir
    private Path folder;

    @Test
    void everyAppendIsDurableAndTakesAnAccountableTime() throws Exception {
        var result = AppendBenchmark.run(folder, 200);
        System.out.println(result);

        assertThat(result.nanos()).hasSize(200).isSorted();
        assertThat(JournalReader.read(folder).entries()).hasSize(220);
        assertThat(result.micros(0.5)).isPositive().isLessThan(1_000_000);
    }
}
