package io.crossfade.core.machine;

/**
 * Something that people are to be told, as decided by the machine.
 *
 * @param kind what it is about
 * @param text one line with the numbers in it
 */
public record Notice(Kind kind, String text) {

    /** What a notice is about. The names are part of the event stream's format. */
    public enum Kind {
        STARTED,
        SHIFTING,
        CONFIRMED,
        BAKING,
        FORECAST,
        PASSED,
        WAITING,
        HELD,
        RESUMED,
        DRIFT,
        WARNING,
        ROLLING_BACK,
        VERIFIED,
        DRAINING,
        ENDED
    }
}
