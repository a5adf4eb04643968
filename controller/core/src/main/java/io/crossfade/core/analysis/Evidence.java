package io.crossfade.core.analysis;

import io.crossfade.core.plan.Plan;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What was gathered on both clusters, for the guards to read. */
final class Evidence {

    private static final long LEAST_TO_FORETELL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Thresholds thresholds;
    private final ActingLedger actingBaseline;
    private final ActingLedger actingCandidate;
    private final PassingLedger passingBaseline;
    private final PassingLedger passingCandidate;
    private final HardStop hardStop = new HardStop();
    private boolean comparable;
    private long passingSince = Long.MIN_VALUE;
    private long now = Long.MIN_VALUE;

    Evidence(Plan plan, Thresholds thresholds) {
        int columns = Columns.SLOW + thresholds.size();
        Duration over = plan.policies().over();
        this.thresholds = thresholds;
        this.actingBaseline = new ActingLedger(columns, over);
        this.actingCandidate = new ActingLedger(columns, over);
        this.passingBaseline = new PassingLedger(columns);
        this.passingCandidate = new PassingLedger(columns);
    }

    /** Moves time on; time that lies back changes nothing. */
    void advance(long nanos) {
        if (nanos > now) {
            now = nanos;
            actingBaseline.advance(nanos);
            actingCandidate.advance(nanos);
        }
    }

    void emptyPassing(long nanos) {
        passingSince = nanos;
        passingBaseline.clear();
        passingCandidate.clear();
    }

    void compare(boolean both) {
        comparable = both;
    }

    /** True where both clusters carry, so that one can be compared with the other. */
    boolean comparable() {
        return comparable;
    }

    /** True where a request that started then counts for passing. */
    boolean isFresh(long startedNanos) {
        return startedNanos >= passingSince;
    }

    /** The candidate's requests a second since the passing ledger was emptied; 0 where that is too short a time. */
    double candidateRate() {
        if (passingSince == Long.MIN_VALUE || now - passingSince < LEAST_TO_FORETELL_NANOS) {
            return 0;
        }
        return passingCandidate.requests() * 1e9 / (now - passingSince);
    }

    long now() {
        return now;
    }

    Thresholds thresholds() {
        return thresholds;
    }

    ActingLedger acting(boolean candidate) {
        return candidate ? actingCandidate : actingBaseline;
    }

    PassingLedger passing(boolean candidate) {
        return candidate ? passingCandidate : passingBaseline;
    }

    HardStop hardStop() {
        return hardStop;
    }
}
