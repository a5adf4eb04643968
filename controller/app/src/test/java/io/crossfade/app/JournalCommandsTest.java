package io.crossfade.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves behind, and what the journal's commands say of it. */
@Timeout(60)
final class JournalCommandsTest {

    private static final Path GOLDEN = Path.of("../server/src/test/resources/journal-v1.jsonl");

    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void sit() {
        desk = new Desk(folder);
    }

    @Test
    void aRunLeavesAJournalThatIsWholeAndKeepsSecretsAsReferences() {
        desk.with("SECRET_LB", "lb-1");
        var plan = desk.plan("${ENV:SECRET_LB}");
        assertThat(desk.run("run", plan, "--yes", "--hold-timeout", "300ms"))
                .as(desk.err())
                .isEqualTo(12);

        assertThat(desk.run("journal", "fsck", plan)).as(desk.err()).isZero();
        assertThat(desk.out()).contains("closed", "every decision is reproduced, byte for byte");
        var header = new JsonObject(desk.fresh("journal", "export", plan, "--output", "jsonl")
                .lines()
                .findFirst()
                .orElseThrow());
        assertThat(header.getString("planText")).contains("fake: ${ENV:SECRET_LB}");
        assertThat(header.getString("planHash")).matches("[0-9a-f]{64}");
    }

    @Test
    void aFinishedJournalMakesRoomForTheNextRun() throws Exception {
        var plan = desk.plan("lb-1");
        for (int i = 0; i < 2; i++) {
            assertThat(desk.run("run", plan, "--yes", "--hold-timeout", "300ms"))
                    .as(desk.err())
                    .isEqualTo(12);
        }

        var state = folder.resolve("state/crossfade/desk");
        assertThat(state.resolve("past/000001/journal-000001.jsonl")).exists();
        assertThat(desk.run(
                        "journal",
                        "fsck",
                        "--state-dir",
                        state.resolve("past/000001").toString()))
                .isZero();
    }

    @Test
    void anUnfinishedJournalIsNotWrittenOverAndMakesRoomOnceEverythingIsTakenBack() throws Exception {
        var state = place(cut(golden(), 12));
        assertThat(desk.run("run", desk.plan("lb-1"), "--yes", "--state-dir", state.toString()))
                .isEqualTo(13);
        assertThat(desk.err()).contains("an unfinished cutover is recorded in " + state, "--resume", "Nothing changed");
        assertThat(Files.readString(state.resolve("journal-000001.jsonl"))).isEqualTo(cut(golden(), 12));

        assertThat(desk.run("rollback", desk.plan("lb-1"), "--state-dir", state.toString()))
                .isEqualTo(11);
        assertThat(state.resolve("past/000001/journal-000001.jsonl")).exists();
        assertThat(state.resolve("journal-000001.jsonl")).doesNotExist();
    }

    @Test
    void aPlanThatChangedSinceItBeganIsNotGoneOnWith() throws Exception {
        var plan = desk.plan("lb-1");
        assertThat(desk.run("run", plan, "--yes", "--hold-timeout", "300ms"))
                .as(desk.err())
                .isEqualTo(12);
        var state = folder.resolve("state/crossfade/desk/journal-000001.jsonl");
        var before = Files.readString(state);
        var began = Files.readString(Path.of(plan));
        Files.writeString(Path.of(plan), began.replace("candidate: 10%", "candidate: 60%"));

        assertThat(desk.run("run", plan, "--yes", "--resume")).isEqualTo(13);
        assertThat(desk.err()).contains("plan: SHA-256 ", "the plan that the cutover began with", "Nothing changed");
        assertThat(Files.readString(state)).isEqualTo(before);

        Files.writeString(Path.of(plan), began);
        assertThat(desk.run("run", plan, "--yes", "--resume", "--hold-timeout", "300ms"))
                .as(desk.err())
                .isEqualTo(12);
    }

    @Test
    void aDamagedJournalStopsARunAndFsckSaysWhere() throws Exception {
        var text = golden();
        int offset = cut(text, 4).length();
        var state = place(text.substring(0, offset + 30) + "#" + text.substring(offset + 31));
        assertThat(desk.run("run", desk.plan("lb-1"), "--yes", "--state-dir", state.toString()))
                .isEqualTo(13);
        assertThat(desk.err()).contains("is damaged", "journal fsck");

        var bytes = text.substring(0, offset).getBytes(StandardCharsets.UTF_8).length;
        assertThat(desk.run("journal", "fsck", "--state-dir", state.toString())).isEqualTo(3);
        assertThat(desk.out()).contains("journal-000001.jsonl, line 5, byte " + bytes + ": crc: ");
        assertThat(desk.run("journal", "tail", "--state-dir", state.toString())).isEqualTo(3);
    }

    @Test
    void aFirstRecordThatNeverBecameWholeStopsNobody() throws Exception {
        var state = place(golden().substring(0, 100));
        assertThat(desk.run(
                        "run", desk.plan("lb-1"), "--yes", "--state-dir", state.toString(), "--hold-timeout", "1ms"))
                .as(desk.err())
                .isEqualTo(12);
    }

    @Test
    void tailTellsTheLatestRecordsInWords() throws Exception {
        var state = place(golden());
        assertThat(desk.run("journal", "tail", "-n", "3", "--state-dir", state.toString()))
                .isZero();
        assertThat(desk.out()).contains("-> ended", "ENDED", "closed").doesNotContain("cutover sample");
    }

    @Test
    void exportAsJsonIsTheJournalItself() throws Exception {
        var state = place(golden());
        assertThat(desk.run("journal", "export", "--output", "jsonl", "--state-dir", state.toString()))
                .isZero();
        assertThat(desk.out()).isEqualTo(golden());
    }

    @Test
    void fsckForProgramsIsOneObjectALine() throws Exception {
        var state = place(cut(golden(), 3));
        assertThat(desk.run("journal", "fsck", "--output", "jsonl", "--state-dir", state.toString()))
                .isZero();
        var first = new JsonObject(desk.out().lines().findFirst().orElseThrow());
        assertThat(first.getBoolean("ok")).isTrue();
        assertThat(first.getString("tail")).isEqualTo("open");
        assertThat(first.getBoolean("finished")).isFalse();
    }

    @Test
    void aFolderWithoutAJournalIsToldByName() {
        assertThat(desk.run("journal", "tail", "--state-dir", folder.toString()))
                .isEqualTo(4);
        assertThat(desk.err()).contains("no journal in " + folder);
        assertThat(desk.run("journal")).isEqualTo(2);
    }

    private Path place(String journal) throws IOException {
        var state = Files.createDirectory(folder.resolve("own"));
        Files.writeString(state.resolve("journal-000001.jsonl"), journal);
        return state;
    }

    private static String golden() throws IOException {
        return Files.readString(GOLDEN);
    }

    /** The first records. */
    private static String cut(String journal, int records) {
        int end = 0;
        for (int i = 0; i < records; i++) {
            end = journal.indexOf('\n', end) + 1;
        }
        return journal.substring(0, end);
    }
}
