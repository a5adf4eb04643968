package io.crossfade.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossfade.core.machine.Ending;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
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
        var recorded = read(Files.readAllBytes(GOLDEN));

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

    @Test
    void aJournalOfALaterProgramIsRefusedWhereItsRecordsAreChangedAndReadWhereTheyTellMore() throws Exception {
        assertThatThrownBy(() -> read(begunBy("2.0")))
                .isInstanceOf(DamagedJournalException.class)
                .hasMessageContaining("schema: 2.0 (expected: 1.x; a newer program wrote this)");
        assertThat(read(begunBy("1.9")).latest().state().name()).isEqualTo("waiting");
    }

    /** The first record as a later program would write it, with a key that nobody knows yet. */
    private static byte[] begunBy(String schema) throws Exception {
        var golden = Files.readString(GOLDEN);
        var header = new JsonObject(golden.substring(0, golden.indexOf('\n')));
        header.remove("crc");
        var line = new ByteArrayOutputStream();
        Line.write(header.put("schema", schema).put("mood", "calm"), Line.NO_CRC, line);
        return line.toByteArray();
    }

    private static Recorded read(byte[] bytes) throws DamagedJournalException {
        return JournalReader.read(List.of(Segment.parse(Segment.name(1), bytes)));
    }

    private static byte[] written() throws Exception {
        var storage = new FakeStorage();
        new Scene(storage, 2).eventful().close();
        return storage.content(Segment.name(1));
    }
}
