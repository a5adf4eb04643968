package io.crossfade.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.testkit.Await;
import io.crossfade.testkit.TestHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    @TempDir
    Path directory;

    private final TestHost host = new TestHost();
    private final RecordedLines lines = new RecordedLines();

    @AfterEach
    void end() {
        host.close();
    }

    @Test
    void onlyWhatIsAddedIsToldAndTheRestOfALineThatWasBegunIsNot() throws IOException {
        write("old\nhalf a ");
        try (var tail = opened()) {
            attached(tail);
            write("line\nfirst\nsec");
            awaitLines("first");
            write("ond\n");

            awaitLines("first", "second");
        }
    }

    @Test
    void aRenamedFileIsReadUntilTheNewOneIsWrittenAndNothingIsLost() throws IOException {
        write("old\n");
        try (var tail = opened()) {
            attached(tail);
            write("1\n");
            Files.move(log(), rotated());
            append(rotated(), "2\n");
            awaitLines("1", "2");
            write("4\n");
            awaitLines("1", "2", "4");
            append(rotated(), "3\n");

            awaitLines("1", "2", "4", "3");
            assertThat(lines.events()).containsExactly("attached");
        }
    }

    @Test
    void aTruncatedFileIsAGapAndIsReadFromItsBeginning() throws IOException {
        write("0123456789\n");
        try (var tail = opened()) {
            attached(tail);
            write("1\n");
            awaitLines("1");
            Files.newByteChannel(log(), StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                    .close();
            write("2\n");

            awaitLines("1", "2");
            assertThat(lines.events())
                    .containsExactly("attached", "detached " + log() + ": the log was truncated", "attached");
        }
    }

    @Test
    void aFileThatComesLaterIsReadFromItsBeginning() throws IOException {
        try (var tail = opened()) {
            Await.until("detached", () -> !lines.events().isEmpty());
            write("first\n");

            awaitLines("first");
            assertThat(tail).isNotNull();
            assertThat(lines.events()).containsExactly("detached " + log() + ": no such file", "attached");
        }
    }

    @Test
    void aFileThatStaysAwayIsToldOfWhileWhatNginxStillHoldsIsRead() throws IOException {
        write("old\n");
        try (var tail = opened()) {
            attached(tail);
            Files.move(log(), rotated());
            Await.until("detached", () -> lines.events().size() == 2);
            append(rotated(), "1\n");
            awaitLines("1");
            write("2\n");

            awaitLines("1", "2");
            assertThat(lines.events())
                    .containsExactly("attached", "detached " + log() + ": the log is gone from its path", "attached");
        }
    }

    @Test
    void aSecondRotationBeforeTheFirstIsOverIsAGap() throws IOException {
        write("old\n");
        try (var tail = opened()) {
            attached(tail);
            for (int i = 1; i <= 2; i++) {
                Files.move(log(), directory.resolve("log." + i));
                write(i + "\n");
                awaitLines(
                        IntStream.rangeClosed(1, i).mapToObj(Integer::toString).toArray(String[]::new));
            }
            assertThat(lines.events())
                    .containsExactly(
                            "attached",
                            "detached " + log() + ": the log was rotated twice within a short time",
                            "attached");
        }
    }

    @Test
    void aFolderIsNoLog() throws IOException {
        Files.createDirectory(log());
        try (var tail = opened()) {
            Await.until("detached", () -> !lines.events().isEmpty());

            assertThat(tail).isNotNull();
            assertThat(lines.events()).containsExactly("detached " + log() + ": not a regular file");
        }
    }

    @Test
    void muchAtOnceIsToldWholeAndInOrder() throws IOException {
        write("");
        try (var tail = opened()) {
            attached(tail);
            var text = new StringBuilder();
            var expected = IntStream.range(0, 50_000)
                    .mapToObj(Integer::toString)
                    .peek(line -> text.append(line).append('\n'))
                    .toArray(String[]::new);
            write(text.toString());

            awaitLines(expected);
        }
    }

    @Test
    void nothingIsToldAfterItIsClosed() throws IOException {
        write("");
        var tail = opened();
        attached(tail);
        host.testLoop().run(tail::close);
        write("late\n");

        assertThat(Await.throughout(Duration.ofMillis(150), () -> lines.lines().isEmpty()))
                .isTrue();
    }

    private LogTail opened() {
        var tail = new LogTail(log(), host.testLoop().vertx(), host.loop(), lines);
        host.testLoop().run(tail::open);
        return tail;
    }

    private void attached(LogTail tail) {
        assertThat(tail).isNotNull();
        Await.until("attached", () -> lines.events().contains("attached"));
    }

    private void awaitLines(String... expected) {
        Await.until("lines", () -> lines.lines().size() >= expected.length);
        assertThat(lines.lines()).containsExactly(expected);
    }

    private void write(String text) throws IOException {
        append(log(), text);
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private Path log() {
        return directory.resolve("crossfade.log");
    }

    private Path rotated() {
        return directory.resolve("crossfade.log.1");
    }
}
