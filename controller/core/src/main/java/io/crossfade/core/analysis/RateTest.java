package io.crossfade.core.analysis;

import java.util.Arrays;

/**
 * Asks whether the candidate's rate of one column over the acting ledger is shown to be over a line. It looks at the
 * whole stretch and at its recent halves, each at its part of the level, so that a fault that starts late is not
 * diluted by the healthy minute before it. Allocates nothing: what decided stays readable until the next question.
 */
final class RateTest {

    /** The chance of a false FAIL for one guard and one start of looking. */
    static final double ALPHA = 0.01;

    /** Fewer bad requests than this support no FAIL. */
    static final int LEAST_BAD = 3;

    private static final int WINDOWS = ActingLedger.WINDOWS;
    private static final double ALPHA_OF_WINDOW = ALPHA / WINDOWS;

    private final Evidence evidence;
    private final int column;
    private final long[] bad = new long[WINDOWS];
    private final long[] requests = new long[WINDOWS];
    private final long[] baselineBad = new long[WINDOWS];
    private final long[] baselineRequests = new long[WINDOWS];
    private final double[] baselineLines = new double[WINDOWS];
    private int decided;

    RateTest(Evidence evidence, int column) {
        this.evidence = evidence;
        this.column = column;
        Arrays.fill(baselineLines, 1);
    }

    /** Whether the rate is shown over {@code line}, and whether the baseline shares the fault. */
    Shown over(double line) {
        load(true, bad, requests);
        decided = firstOver(line);
        if (decided < 0) {
            decided = 0;
            return Shown.NOT_OVER;
        }
        load(false, baselineBad, baselineRequests);
        return evidence.comparable() ? gate(line) : Shown.OVER;
    }

    /** Whether the baseline is shown over {@code line} by any of the windows. */
    boolean baselineOver(double line) {
        load(false, baselineBad, baselineRequests);
        boolean over = false;
        for (int i = 0; i < WINDOWS; i++) {
            over |= ConfidenceSequence.isAbove(baselineBad[i], baselineRequests[i], line, ALPHA_OF_WINDOW);
        }
        return over;
    }

    /** Draws the lines of {@link #overBaseline}: what the baseline is shown to be under, and {@code tolerance} more. */
    void drawLines(double tolerance) {
        load(false, baselineBad, baselineRequests);
        for (int i = 0; i < WINDOWS; i++) {
            baselineLines[i] = baselineRequests[i] == 0
                    ? 1
                    : ConfidenceSequence.upper(baselineBad[i], baselineRequests[i], ALPHA_OF_WINDOW / 2) + tolerance;
        }
    }

    /** Whether the rate is shown over the line that was last drawn from the baseline over the same stretch. */
    boolean overBaseline() {
        load(true, bad, requests);
        load(false, baselineBad, baselineRequests);
        for (int i = 0; i < WINDOWS; i++) {
            if (baselineLines[i] < 1 && isOver(i, baselineLines[i], ALPHA_OF_WINDOW / 2)) {
                decided = i;
                return true;
            }
        }
        decided = 0;
        return false;
    }

    /**
     * Chooses the window in which the rate is most clearly over {@code ratio} times the baseline's plus {@code points},
     * the whole stretch where it is over in none, and returns that line.
     */
    double clearest(double ratio, double points) {
        load(true, bad, requests);
        load(false, baselineBad, baselineRequests);
        decided = 0;
        double most = 0;
        for (int i = 0; i < WINDOWS; i++) {
            double line = line(i, ratio, points);
            double wealth = line < 1 && bad[i] > line * requests[i]
                    ? ConfidenceSequence.logWealth(bad[i], requests[i], line)
                    : 0;
            if (wealth > most) {
                most = wealth;
                decided = i;
            }
        }
        return line(decided, ratio, points);
    }

    /** Looks at one window: 0 is the whole stretch, the next its last half, and so on. */
    void look(int window) {
        load(true, bad, requests);
        load(false, baselineBad, baselineRequests);
        decided = window;
    }

    double line(int window, double ratio, double points) {
        double baseline = rate(baselineBad[window], baselineRequests[window]);
        return points + (ratio == 0 || Double.isNaN(baseline) ? 0 : ratio * baseline);
    }

    /** The window that was decided by. */
    int window() {
        return decided;
    }

    long bad() {
        return bad[decided];
    }

    long requests() {
        return requests[decided];
    }

    double rate() {
        return rate(bad[decided], requests[decided]);
    }

    double baselineRate() {
        return rate(baselineBad[decided], baselineRequests[decided]);
    }

    long baselineRequests() {
        return baselineRequests[decided];
    }

    static double rate(long bad, long requests) {
        return requests == 0 ? Double.NaN : (double) bad / requests;
    }

    private Shown gate(double line) {
        boolean common = false;
        for (int i = 0; i < WINDOWS; i++) {
            if (isOver(i, line, ALPHA_OF_WINDOW)
                    && CommonMode.isWorse(bad[i], requests[i], baselineBad[i], baselineRequests[i], ALPHA_OF_WINDOW)) {
                decided = i;
                return Shown.OVER;
            }
            common |= ConfidenceSequence.isAbove(baselineBad[i], baselineRequests[i], line, ALPHA_OF_WINDOW);
        }
        return common ? Shown.COMMON : Shown.OVER;
    }

    private int firstOver(double line) {
        for (int i = 0; i < WINDOWS; i++) {
            if (isOver(i, line, ALPHA_OF_WINDOW)) {
                return i;
            }
        }
        return -1;
    }

    private boolean isOver(int window, double line, double alpha) {
        return bad[window] >= LEAST_BAD && ConfidenceSequence.isAbove(bad[window], requests[window], line, alpha);
    }

    private void load(boolean candidate, long[] of, long[] all) {
        ActingLedger ledger = evidence.acting(candidate);
        ledger.sums(column, of);
        ledger.sums(Columns.REQUESTS, all);
        for (int i = 0; i < WINDOWS; i++) {
            // A request may be shown to be bad in a later bucket than the one that it was first counted in.
            all[i] = Math.max(all[i], of[i]);
        }
    }
}
