package io.crossfade.core.analysis;

/**
 * Stops at once where the candidate fails request after request: its last {@value #STREAK} all failed while not all of
 * the baseline's last {@value #BASELINE_LAST} did. What the baseline did since the streak began is kept, so that a
 * fault of both is told from one of the candidate.
 */
final class HardStop {

    /** Failures in a row that stop. */
    static final int STREAK = 5;

    /** The baseline's last requests that are looked at. */
    static final int BASELINE_LAST = 20;

    /**
     * So many times a streak's length makes it one that waits no longer for a baseline that is silent. While a cluster
     * with the share {@code x} is as sound as ever, that many requests of the other come without one of it with chance
     * {@code (1 - x)^20}: 4 % at a share of 15 %, and hardly ever at half. Where its share is less, waiting for one
     * would cost more requests than the chance that the fault is shared is worth.
     */
    private static final long PATIENCE = 4;

    private static final long ALL_FAILED = (1L << BASELINE_LAST) - 1;

    private long least = STREAK;
    private long streak;
    private long tellings;
    private long baselineBits;
    private long baselineTotal;
    private long baselineFailed;
    private long totalAtStart;
    private long failedAtStart;

    /** Requests of the candidate ended; where some were well the streak is over, in whatever order they came. */
    void candidate(long failed, long well) {
        if (well > 0) {
            streak = 0;
        } else if (failed > 0) {
            tellings++;
            if (streak == 0) {
                tellings = 1;
                totalAtStart = baselineTotal;
                failedAtStart = baselineFailed;
            }
            streak += failed;
        }
    }

    void baseline(long failed, long well) {
        baselineTotal += failed + well;
        baselineFailed += failed;
        push(failed, 1);
        push(well, 0);
    }

    /** True where the candidate fails in a row and the baseline does not. */
    boolean isOn() {
        return isStreak() && (baselineBits & ALL_FAILED) != ALL_FAILED;
    }

    /** True where the candidate fails in a row, whatever the baseline does. */
    boolean isStreak() {
        return streak >= least;
    }

    /**
     * True while the baseline, which has a share, has not shown a single request since the streak began, so that a fault
     * of both cannot be told from one of the candidate. A streak that is told at once, by one row of counters, begins
     * and ends before the baseline's row could be read, however long it is.
     */
    boolean isUncompared() {
        return baselineRequests() == 0 && (streak < PATIENCE * least || tellings < 2);
    }

    /**
     * Failures come together, so that a streak says less: it takes as many more.
     *
     * @param power what evidence from failures is raised to, above 0 and at most 1
     */
    void weaken(double power) {
        least = (long) Math.ceil(STREAK / power);
    }

    long streak() {
        return streak;
    }

    /** The baseline's requests since the streak began. */
    long baselineRequests() {
        return baselineTotal - totalAtStart;
    }

    /** Those of them that failed. */
    long baselineFailures() {
        return baselineFailed - failedAtStart;
    }

    /** The baseline's last requests, {@value #BASELINE_LAST} or all where they are fewer. */
    long baselineLast() {
        return Math.min(BASELINE_LAST, baselineTotal);
    }

    /** Those of them that failed. */
    long baselineLastFailures() {
        return Long.bitCount(baselineBits & ALL_FAILED);
    }

    private void push(long times, long bit) {
        int many = (int) Math.min(times, BASELINE_LAST);
        baselineBits = baselineBits << many | (bit << many) - bit;
    }
}
