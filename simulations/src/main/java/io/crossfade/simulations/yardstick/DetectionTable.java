package io.crossfade.simulations.yardstick;

import io.crossfade.core.analysis.ThresholdJudge;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How soon a failing candidate is found, against the limit that nothing can beat. */
final class DetectionTable implements Table {

    /** How many requests of both clusters a test is given to find a fault. */
    static final long MOST = 2_000_000;

    private static final double BASELINE = 0.001;
    private static final double[] SHARES = {0.01, 0.05, 0.5};
    private static final double[] LATE_SHARES = {0.05};
    private static final double[] RATES = {0.005, 0.01, 0.05, 0.5, 1};

    private static final double QUICK = 0.05;
    private static final int MORE = 6;

    private final boolean isLate;

    private DetectionTable(boolean isLate) {
        this.isLate = isLate;
    }

    /** A fault that is there when the candidate gets its first request. */
    static DetectionTable fromTheStart() {
        return new DetectionTable(false);
    }

    /** A fault that begins after ten healthy minutes. */
    static DetectionTable late() {
        return new DetectionTable(true);
    }

    @Override
    public String name() {
        return isLate ? "late" : "detection";
    }

    @Override
    public void print(Settings settings, PrintStream out) {
        var table = new TextTable(
                "share",
                "candidate fails",
                "limit: requests (failed)",
                isLate ? "clairvoyant CUSUM" : "clairvoyant SPRT",
                "error test: requests (failed)",
                "ratio to the limit",
                "95 % within",
                isLate ? "false alarms before" : "with three failed",
                "threshold guards: requests (failed)");
        for (Fault fault : faults()) {
            row(table, fault, settings);
        }
        table.print(
                (isLate ? "A fault after ten healthy minutes" : "A fault from the start")
                        + ", baseline failing " + TextTable.percent(BASELINE)
                        + ", alpha 1 %: the candidate's requests until the rollback, mean of " + settings.runs()
                        + (isLate
                                ? " runs"
                                : " runs, and " + MORE * settings.runs() + " from " + TextTable.percent(QUICK) + " on"),
                out);
    }

    List<Fault> faults() {
        var faults = new ArrayList<Fault>();
        for (double share : isLate ? LATE_SHARES : SHARES) {
            for (double rate : RATES) {
                faults.add(new Fault(share, BASELINE, rate, isLate ? 600_000 : 0));
            }
        }
        return faults;
    }

    /** What the judge's comparison of error rates makes of {@code fault}. */
    static Detection errorTest(Fault fault, int leastFailed, int runs, long seed) {
        return Detection.of(
                fault,
                () -> new ErrorTest(Settings.ALPHA, leastFailed, fault.baselineRate(), Fault.PER_SECOND),
                runs,
                MOST,
                seed);
    }

    private void row(TextTable table, Fault fault, Settings settings) {
        double limit = Limit.candidateRequests(fault, Settings.ALPHA);
        int runs = runs(fault, settings);
        Detection ours = errorTest(fault, 0, runs, settings.seed());
        Detection clairvoyant = clairvoyant(fault, settings);
        Detection thresholds = Detection.of(
                fault,
                () -> new JudgeAtWork(new ThresholdJudge(Plans.strict(), Duration.ZERO)),
                settings.part(20),
                MOST / 2,
                settings.seed());
        table.row(
                TextTable.percent(fault.share()),
                TextTable.percent(fault.candidateRate()),
                both(limit, limit * fault.candidateRate()),
                "x" + TextTable.number(clairvoyant.requests().mean() / limit),
                both(ours.requests().mean(), ours.failed().mean()),
                "x" + TextTable.number(ours.requests().mean() / limit) + " ± "
                        + TextTable.number(ours.requests().error() / limit),
                TextTable.number(ours.requests().quantile(0.95)),
                isLate ? ours.early() + " of " + runs : supported(fault, limit, settings),
                thresholds(thresholds));
    }

    private String supported(Fault fault, double limit, Settings settings) {
        Detection found = errorTest(fault, 3, runs(fault, settings), settings.seed());
        return "x" + TextTable.number(found.requests().mean() / limit) + " ("
                + TextTable.number(found.failed().mean()) + ")";
    }

    private Detection clairvoyant(Fault fault, Settings settings) {
        double line = isLate ? Calibration.lineOfPage(fault, Settings.ALPHA, settings) : 0;
        return Detection.of(
                fault,
                () -> isLate
                        ? ClairvoyantTest.page(fault.baselineRate(), fault.candidateRate(), line)
                        : ClairvoyantTest.wald(fault.baselineRate(), fault.candidateRate(), Settings.ALPHA),
                runs(fault, settings),
                MOST,
                settings.seed());
    }

    /** A fault from the start that is found at once takes no time to find, and many runs to measure. */
    private int runs(Fault fault, Settings settings) {
        return !isLate && fault.candidateRate() >= QUICK ? MORE * settings.runs() : settings.runs();
    }

    private static String thresholds(Detection found) {
        if (found.requests().size() == 0) {
            return "not in " + TextTable.number(MOST / 2 / Fault.PER_SECOND) + " s";
        }
        String missed = found.missed() == 0 ? "" : ", " + found.missed() + " missed";
        return both(found.requests().mean(), found.failed().mean()) + missed;
    }

    private static String both(double requests, double failed) {
        return TextTable.number(requests) + " (" + TextTable.number(failed) + ")";
    }
}
