package io.crossfade.app.cutover;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;

/**
 * One event that a running cutover told.
 *
 * @param atNanos when the controller says it was, as {@link System#nanoTime()} of this process
 * @param arrivedNanos when its line was read here
 * @param kind such as {@code confirmed}
 * @param state such as {@code baking}
 * @param step 1 for the first; 0 before it
 * @param candidate the candidate's confirmed share
 */
record Told(long atNanos, long arrivedNanos, String kind, String state, int step, String candidate, String text) {

    /**
     * Reads a line.
     *
     * @param wallAheadNanos from {@link #wallAheadNanos}
     */
    static Told of(JsonObject line, long arrivedNanos, long wallAheadNanos) {
        return new Told(
                wallNanos(Instant.parse(line.getString("at"))) - wallAheadNanos,
                arrivedNanos,
                line.getString("kind"),
                line.getString("state"),
                line.getInteger("step"),
                line.getString("candidate"),
                line.getString("text"));
    }

    /** How far the wall clock, which both processes read, is ahead of {@link System#nanoTime()} here. */
    static long wallAheadNanos() {
        return wallNanos(Instant.now()) - System.nanoTime();
    }

    private static long wallNanos(Instant wall) {
        return wall.getEpochSecond() * 1_000_000_000 + wall.getNano();
    }

    /** The event as a line, its time counted in milliseconds from {@code sinceNanos}. */
    String line(long sinceNanos) {
        return String.format(
                Locale.ROOT, "%8d ms  %-12s step %d  %s", (atNanos - sinceNanos) / 1_000_000, kind, step, text);
    }
}
