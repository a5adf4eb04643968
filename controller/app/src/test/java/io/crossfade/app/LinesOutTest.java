package io.crossfade.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

final class LinesOutTest {

    private final ArrayList<String> lines = new ArrayList<>();
    private final PrintStream out = new PrintStream(new LinesOut(lines::add), true, StandardCharsets.UTF_8);

    @Test
    void whatIsWrittenComesAsWholeLines() {
        out.print("12:00 WARN ");
        assertThat(lines).isEmpty();
        out.print("größer\nnext");
        assertThat(lines).containsExactly("12:00 WARN größer");
    }

    @Test
    void lineWithoutAnEndIsCutAndNotGathered() {
        out.print("x".repeat(10_000));
        assertThat(lines).hasSize(2).allMatch(line -> line.length() == 4096);
    }
}
