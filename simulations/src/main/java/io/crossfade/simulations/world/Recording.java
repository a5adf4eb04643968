package io.crossfade.simulations.world;

import io.crossfade.core.port.Outcome;
import java.util.concurrent.TimeUnit;

/**
 * Recorded requests, streamed. A log has them in about the order in which they ended; they are told here in the order in
 * which they began, so that each meets the share of its beginning. For that {@value #WINDOW_SECONDS} seconds are read
 * ahead, or {@value #MOST} requests where that is less: a request that took longer begins later than it did, and still
 * ends when it did.
 */
public final class Recording implements Arrivals, Recorded {

    /** How far is read ahead, and how much a line may stand too late. */
    public static final int WINDOW_SECONDS = 10;

    private static final int MOST = 1 << 18;
    private static final long WINDOW_MICROS = TimeUnit.SECONDS.toMicros(WINDOW_SECONDS);
    private static final long LONGEST_GAP_MICROS = TimeUnit.DAYS.toMicros(1);
    private static final long NONE = Long.MIN_VALUE;

    private final Tape tape;
    private final InFlight byStart = new InFlight();
    private boolean read;
    private long newest = NONE;
    private long origin = NONE;
    private long told = NONE;
    private int slot;

    /** Where recorded requests come from. */
    @FunctionalInterface
    public interface Tape {

        /** Reads on and {@linkplain Recording#add adds} what it finds, maybe nothing; false where there is no more. */
        boolean advance(Recording to);
    }

    public Recording(Tape tape) {
        this.tape = tape;
    }

    /**
     * A request, in microseconds of any clock.
     *
     * @return false where it was not taken, since it ended more than {@value #WINDOW_SECONDS} seconds before the latest,
     *     or more than a day after it
     */
    public boolean add(long startedMicros, long endedMicros, long latencyMicros, Outcome outcome) {
        boolean tooEarly = newest != NONE && endedMicros < newest - WINDOW_MICROS;
        boolean tooLate = newest != NONE && endedMicros > newest + LONGEST_GAP_MICROS;
        if (tooEarly || tooLate) {
            return false;
        }
        newest = Math.max(newest, endedMicros);
        byStart.add(startedMicros, endedMicros, latencyMicros, Outcomes.code(outcome));
        return true;
    }

    @Override
    public long next() {
        while (!read && isTooShort()) {
            read = !tape.advance(this);
        }
        if (byStart.size() == 0) {
            return NEVER;
        }
        told = Math.max(told, byStart.nextEnd());
        origin = origin == NONE ? told : origin;
        slot = byStart.take();
        return (told - origin) * 1000;
    }

    @Override
    public Recorded recorded() {
        return this;
    }

    @Override
    public Outcome outcome() {
        return Outcomes.of(byStart.what(slot));
    }

    @Override
    public long latencyMicros() {
        return byStart.latency(slot);
    }

    @Override
    public long endNanos() {
        return (byStart.started(slot) - origin) * 1000;
    }

    private boolean isTooShort() {
        return byStart.size() == 0 || (byStart.size() < MOST && newest - byStart.nextEnd() < WINDOW_MICROS);
    }
}
