package io.crossfade.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.machine.Event;
import io.crossfade.core.port.JournalEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Cuts a journal at every byte and flips every bit: it is either refused, with the place, or loses nothing but its last
 * record and says so. What is read is always the beginning of what was written.
 */
final class DamageTest {

    private static final String NAME = Segment.name(1);

    private static final int STRIDE = 61;

    private byte[] whole = {};
    private List<JournalEntry> entries = List.of();

    @BeforeEach
    void write() throws Exception {
        var storage = new FakeStorage();
        var scene = new Scene(storage, 1).run(Duration.ofSeconds(1)).submit(new Event.HoldRequested("lunch"));
        scene.close();
        whole = storage.content(NAME);
        entries = storage.recorded().entries();
        assertThat(entries).hasSizeGreaterThan(3);
    }

    @Test
    void aCutAtAnyByteLosesTheEndAndSaysSo() throws Exception {
        int header = lineEnd(0);
        for (int length = 0; length < whole.length; length++) {
            var cut = Arrays.copyOf(whole, length);
            try {
                var recorded = read(cut);
                assertThat(length).isGreaterThan(header);
                assertThat(recorded.tail().kind()).as("cut at %d", length).isNotEqualTo(Tail.Kind.CLOSED);
                assertThat(recorded.tail().offset() + recorded.tail().dropped()).isEqualTo(length);
                assertThat(isBeginning(recorded, wholeLines(length) - 1)).isTrue();
            } catch (DamagedJournalException refused) {
                assertThat(length).as("refused: %s", refused.getMessage()).isLessThanOrEqualTo(header);
                assertThat(refused.nothingBegun()).isTrue();
            }
        }
    }

    @Test
    void aFlippedBitIsRefusedWithItsLineOrLosesTheLastRecordAndSaysSo() throws Exception {
        int lastLine = lastLineStart();
        int refusals = 0;
        for (int bit = 0; bit < whole.length * 8; bit++) {
            var flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            try {
                var recorded = read(flipped);
                assertThat(bit / 8).as("bit %d went unnoticed", bit).isGreaterThanOrEqualTo(lastLine);
                assertThat(recorded.tail().kind()).isEqualTo(Tail.Kind.TORN);
                assertThat(recorded.tail().dropped()).isEqualTo(whole.length - lastLine);
                assertThat(isBeginning(recorded, entries.size())).isTrue();
            } catch (DamagedJournalException refused) {
                refusals++;
                assertThat(refused.offset()).isLessThanOrEqualTo(bit / 8);
                assertThat(lineEnd((int) refused.offset())).isGreaterThanOrEqualTo(bit / 8);
            }
        }
        assertThat(refusals).isGreaterThanOrEqualTo(lastLine * 8);
    }

    @Test
    void aRecordThatIsTakenOutOrMovedIsNoticed() {
        int second = lineEnd(0) + 1;
        int third = lineEnd(second) + 1;
        int fourth = lineEnd(third) + 1;
        var without = concat(Arrays.copyOf(whole, second), Arrays.copyOfRange(whole, third, whole.length));
        var swapped = concat(
                concat(Arrays.copyOf(whole, second), Arrays.copyOfRange(whole, third, fourth)),
                concat(Arrays.copyOfRange(whole, second, third), Arrays.copyOfRange(whole, fourth, whole.length)));

        for (var changed : List.of(without, swapped)) {
            assertThat(catchThrowableOfType(DamagedJournalException.class, () -> read(changed)))
                    .hasMessageContaining("line 2, byte " + second)
                    .hasMessageContaining("a record is missing or was moved");
        }
    }

    /** A long journal of three segments, one of them with bytes that count for nothing: at every so many bytes. */
    @Test
    void aLongJournalOfSeveralSegmentsFaresNoWorse() throws Exception {
        var storage = new FakeStorage();
        var scene = new Scene(storage, 2).run(Duration.ofSeconds(1)).says(FakeJudge.passing());
        storage.forceFails(true);
        scene.run(Duration.ofSeconds(61));
        storage.forceFails(false);
        scene.submit(new Event.ResumeRequested(false, "disk replaced")).eventful();
        var writer = SegmentWriter.goOn(
                storage, storage.recorded(), storage.recorded().latest(), scene.now(), "resumed");
        writer.close(scene.now());
        var all = storage.recorded().entries();
        assertThat(storage.names()).hasSize(3);

        int unnoticed = 0;
        for (var name : storage.names()) {
            int size = storage.content(name).length;
            for (int place = 0; place < size; place += STRIDE) {
                unnoticed += isUnnoticed(storage, all, name, flipped(storage.content(name), place)) ? 1 : 0;
                unnoticed += isUnnoticed(storage, all, name, Arrays.copyOf(storage.content(name), place)) ? 1 : 0;
            }
        }
        assertThat(unnoticed)
                .as("changes of bytes that never counted")
                .isLessThan((int) voided(storage) * 2 / STRIDE + 2);
    }

    private static boolean isUnnoticed(FakeStorage storage, List<JournalEntry> all, String name, byte[] changed) {
        var segments = new ArrayList<Segment>();
        for (var each : storage.names()) {
            segments.add(Segment.parse(each, each.equals(name) ? changed : storage.content(each)));
        }
        try {
            var recorded = JournalReader.read(segments);
            assertThat(recorded.entries())
                    .isEqualTo(all.subList(0, recorded.entries().size()));
            return recorded.tail().kind() == Tail.Kind.CLOSED;
        } catch (DamagedJournalException refused) {
            return false;
        }
    }

    /** How many bytes of the first segment the second says not to count. */
    private static long voided(FakeStorage storage) throws DamagedJournalException {
        var first = storage.segments().get(0);
        var second = storage.segments().get(1).lines().get(0).fields().fields(Chain.CONTINUES);
        return first.size() - second.number("bytes");
    }

    private static byte[] flipped(byte[] bytes, int place) {
        bytes[place] ^= (byte) (1 << (place % 8));
        return bytes;
    }

    private boolean isBeginning(Recorded recorded, int atLeast) {
        var read = recorded.entries();
        return read.size() >= Math.min(atLeast, entries.size()) && read.equals(entries.subList(0, read.size()));
    }

    /** How many records are whole in so many bytes, the header not counted, the last word not either. */
    private int wholeLines(int length) {
        int lines = 0;
        for (int i = 0; i < length; i++) {
            if (whole[i] == '\n') {
                lines++;
            }
        }
        return lines;
    }

    private int lineEnd(int from) {
        int end = from;
        while (whole[end] != '\n') {
            end++;
        }
        return end;
    }

    private int lastLineStart() {
        int start = whole.length - 1;
        while (whole[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static Recorded read(byte[] bytes) throws DamagedJournalException {
        return JournalReader.read(List.of(Segment.parse(NAME, bytes)));
    }
}
