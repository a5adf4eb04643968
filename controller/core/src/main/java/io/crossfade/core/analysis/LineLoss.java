package io.crossfade.core.analysis;

/** Whether lines of one server get lost: those that came by name against those that the counters know of. */
final class LineLoss {

    /** Lines that may be on their way, at least. */
    private static final long SLACK = 20;

    /** One part in this many may be on its way where that is more. */
    private static final long SLACK_PART = 100;

    private static final int POLLS = 2;

    private long lines;
    private long loggedBefore;
    private int pollsBehind;
    private boolean fresh = true;

    void line() {
        lines++;
    }

    /** A poll says that {@code logged} lines should have come in all. */
    void row(long logged) {
        if (fresh) {
            fresh = false;
            loggedBefore = logged;
            lines = 0;
        }
        long due = logged - loggedBefore;
        pollsBehind = lines < due - Math.max(SLACK, due / SLACK_PART) ? pollsBehind + 1 : 0;
    }

    /** Counts anew from the next poll. */
    void forget() {
        fresh = true;
        pollsBehind = 0;
    }

    boolean shown() {
        return pollsBehind >= POLLS;
    }
}
