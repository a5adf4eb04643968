package io.crossfade.core.analysis;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Notices when a server stood still for a moment, as while memory is collected: all requests that it had then are slow
 * together, and thirty of them say no more than one. A stall shows as a gap between two answers of one server that is
 * longer than chance makes it; those that had started when the first answer after it came belong to it, and but for that
 * first one they are taken for quick. A server that is slow for good answers as often as before, only later, so that
 * only what was under way when it began is told as a stall.
 *
 * <p>It can only weaken evidence. So that a candidate that stalls again and again is found, it is done for as many stalls
 * as the baseline's servers have shown, twice, and for a few besides.
 */
final class Stalls {

    /** Chance makes a gap that is a stall once in so many answers. */
    private static final double ONCE_IN = Math.log(1e4);

    private static final double LEAST_NANOS = 50e6;

    /** What stands still for longer is no short stall; what it had is overdue before long. */
    private static final double MOST_NANOS = 1e9;

    /** The mean gap is of about so many answers. */
    private static final double MEMORY = 50;

    /** Stalls of the candidate that are forgiven where the baseline has shown none. */
    private static final long FORGIVEN = 3;

    private static final long TIMES_BASELINE = 2;

    private final List<@Nullable Pace> paces = new ArrayList<>();
    private long ofBaseline;
    private long ofCandidate;

    /** How one server answers. */
    private static final class Pace {
        double answers;
        long lastNanos;
        double gapNanos;
        long stalledUntil = Long.MIN_VALUE;
    }

    /**
     * A request was answered; true where it belongs to a stall of the candidate that an answer was counted of already.
     *
     * @param latencyNanos from its start to its answer
     */
    boolean repeats(int server, boolean candidate, long startedNanos, long latencyNanos) {
        while (paces.size() <= server) {
            paces.add(null);
        }
        @Nullable Pace pace = paces.get(server);
        if (pace == null) {
            pace = new Pace();
            paces.set(server, pace);
        }
        boolean belongs = startedNanos <= pace.stalledUntil;
        if (isStall(pace, startedNanos + latencyNanos)) {
            pace.stalledUntil = startedNanos + latencyNanos;
            ofCandidate += candidate ? 1 : 0;
            ofBaseline += candidate ? 0 : 1;
            belongs = false;
        }
        return belongs && candidate && ofCandidate <= FORGIVEN + TIMES_BASELINE * ofBaseline;
    }

    /** Takes an answer into the pace; true where the gap before it was a stall. */
    private static boolean isStall(Pace pace, long nanos) {
        double gap = (double) Math.max(0, nanos - pace.lastNanos);
        boolean stalled =
                pace.answers > MEMORY && gap >= Math.max(LEAST_NANOS, ONCE_IN * pace.gapNanos) && gap <= MOST_NANOS;
        if (pace.answers > 0) {
            pace.gapNanos += (gap - pace.gapNanos) / Math.min(MEMORY, pace.answers);
        }
        pace.answers++;
        pace.lastNanos = pace.answers == 1 ? nanos : Math.max(pace.lastNanos, nanos);
        return stalled;
    }
}
