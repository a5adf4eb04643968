package io.crossfade.core.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSplitterTest {

    private final List<String> lines = new ArrayList<>();
    private final LineSplitter splitter = new LineSplitter(
            (bytes, from, to) -> lines.add(new String(bytes, from, to - from, StandardCharsets.UTF_8)));

    @Test
    void linesAreWholeWhereverTheStreamIsCut() {
        var text = "first\n\nthird line\nfourth\n";
        for (int cut = 0; cut <= text.length(); cut++) {
            lines.clear();
            take(text.substring(0, cut));
            take(text.substring(cut));
            assertThat(lines).containsExactly("first", "", "third line", "fourth");
        }
    }

    @Test
    void ofALinePastTheBoundTheBeginningIsHandedOnAndTheNextIsWhole() {
        take("a".repeat(LineSplitter.LONGEST));
        take("a".repeat(LineSplitter.LONGEST));
        take("a\nnext\n");

        assertThat(lines).containsExactly("a".repeat(LineSplitter.LONGEST), "next");
    }

    @Test
    void aStreamThatBeginsWithinALineHasItsFirstWholeLineAfterIt() {
        splitter.resetWithinLine();
        take("rest of a line");
        take(" goes on\nnext\n");

        assertThat(lines).containsExactly("next");
    }

    @Test
    void aChunkLargerThanTheArrayIsTakenInParts() {
        take("0123456789\n".repeat(20_000));

        assertThat(lines).hasSize(20_000).containsOnly("0123456789");
    }

    @Test
    void afterAResetAnOldBeginningIsForgotten() {
        take("half of a");
        splitter.reset();
        take("new\n");

        assertThat(lines).containsExactly("new");
    }

    private void take(String text) {
        var chunk = text.getBytes(StandardCharsets.UTF_8);
        splitter.take(chunk.length, (from, to, target, at) -> System.arraycopy(chunk, from, target, at, to - from));
    }
}
