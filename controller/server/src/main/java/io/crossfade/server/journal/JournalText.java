package io.crossfade.server.journal;

import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Moment;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.JournalEntry;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.time.Instant;

/** Makes the records of a journal, one after the other, each with its number and tied to the one before. */
final class JournalText {

    static final String ENTRY = "entry";
    static final String CLOSED = "closed";

    private final Entries entries;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long sequence;
    private int crc;

    /** Where a journal stands: the number of its next record and the checksum of its last one. */
    record Place(long sequence, int crc) {
        static final Place START = new Place(0, Line.NO_CRC);
    }

    JournalText(Plan plan, Place place) {
        entries = new Entries(plan);
        sequence = place.sequence();
        crc = place.crc();
    }

    Place place() {
        return new Place(sequence, crc);
    }

    /** Forgets what was made since {@code place}. */
    void backTo(Place place) {
        sequence = place.sequence();
        crc = place.crc();
        bytes.reset();
    }

    /** What was made since it was taken last. */
    byte[] take() {
        byte[] taken = bytes.toByteArray();
        bytes.reset();
        return taken;
    }

    void header(Header header) {
        line(header.write(record(Header.TYPE, header.at().wall())));
    }

    void entry(JournalEntry entry) {
        line(entries.write(entry, record(ENTRY, entry.at().wall())));
    }

    /**
     * The whole state, where entries before it are not recorded or another segment begins.
     *
     * @param after the number of the entry that it stands after
     */
    void state(Cutover cutover, long after, Instant at, String why) {
        line(state(record(Chain.STATE, at), cutover, after, why));
    }

    /** The state that a segment begins with, which says up to where the one before counts. */
    void continues(Cutover cutover, long after, Instant at, String why, String segment, long counts) {
        line(state(record(Chain.STATE, at), cutover, after, why)
                .put(Chain.CONTINUES, new JsonObject().put("segment", segment).put("bytes", counts)));
    }

    private JsonObject state(JsonObject record, Cutover cutover, long after, String why) {
        return record.put("entry", after).put("why", why).put("cutover", entries.cutover(cutover));
    }

    void closed(Moment at) {
        line(record(CLOSED, at.wall()));
    }

    private JsonObject record(String type, Instant at) {
        return new JsonObject().put("seq", sequence).put("ts", at.toString()).put("type", type);
    }

    private void line(JsonObject record) {
        crc = Line.write(record, crc, bytes);
        sequence++;
    }
}
