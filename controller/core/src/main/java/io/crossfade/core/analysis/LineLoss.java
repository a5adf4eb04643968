package io.crossfade.core.analysis;

/** Whether lines of one server get lost: those that came by name against those that the counters know of. */
final class LineLoss {

    /** Lines that may be on their way, at least. */
    private static final long SLACK = 20;

    /** One part in this many may be on its way where that is more. */
    private static final long SLACK_PART = 100;

    private static final int POLLS = 2;

    /** So many polls in a row without loss, a minute of them, and what was lost before is past. */
    static final int WHOLE_POLLS = 240;

    private long lines;
    private long loggedBefore;
    private int pollsBehind;
    private boolean fresh = true;

    /** Since a loss was last seen to go on: what came, what was known of then, and the polls. */
    private long linesSince;

    private long loggedSince;
    private int wholePolls;

    void line() {
        lines++;
        linesSince++;
    }

    /** A poll says that {@code logged} lines should have come in all. */
    void row(long logged) {
        if (fresh) {
            fresh = false;
            loggedBefore = logged;
            lines = 0;
        }
        pollsBehind = isBehind(lines, logged - loggedBefore) ? pollsBehind + 1 : 0;
        if (shown() && !isBehind(linesSince, logged - loggedSince)) {
            wholePolls++;
        } else {
            wholePolls = 0;
            loggedSince = logged;
            linesSince = 0;
        }
    }

    private static boolean isBehind(long came, long due) {
        return came < due - Math.max(SLACK, due / SLACK_PART);
    }

    /** Forgets a loss that is past; to be asked only while nothing depends on what was lost. */
    void forgive() {
        if (wholePolls >= WHOLE_POLLS) {
            forget();
        }
    }

    /** Counts anew from the next poll. */
    void forget() {
        fresh = true;
        pollsBehind = 0;
        wholePolls = 0;
    }

    boolean shown() {
        return pollsBehind >= POLLS;
    }
}
