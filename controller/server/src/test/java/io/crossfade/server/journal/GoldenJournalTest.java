package io.crossfade.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.machine.Ending;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A journal of each schema stays readable, and what it decided is decided so again. */
final class GoldenJournalTest {

    private static final Path GOLDEN = Path.of("src/test/resources/journal-v1.jsonl");

    @Test
    void theJournalOfSchemaOneIsReadAndEachDecisionReproduced() throws Exception {
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.write(GOLDEN, written());
        }
        var recorded = JournalReader.read(List.of(Segment.parse(Segment.name(1), Files.readAllBytes(GOLDEN))));

        assertThat(recorded.header().planText()).isEqualTo(Scene.PLAN_TEXT);
        assertThat(recorded.tail().kind()).isEqualTo(Tail.Kind.CLOSED);
        assertThat(recorded.latest().ending()).contains(Ending.ROLLED_BACK);
        assertThat(recorded.entries()).hasSizeGreaterThan(20);
        assertThat(Replay.differences(recorded)).isEmpty();
    }

    @Test
    void whatIsWrittenNowIsWhatWasWrittenThen() throws Exception {
        assertThat(new String(written(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(Files.readString(GOLDEN));
    }

    private static byte[] written() throws Exception {
        var storage = new FakeStorage();
        new Scene(storage, 2).eventful().close();
        return storage.content(Segment.name(1));
    }
}
