package io.crossfade.simulations.world;

import io.crossfade.core.port.Outcome;
import io.crossfade.core.port.SignalObserver;
import io.crossfade.core.port.SignalSource;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The request stream of the load balancers as the controller gets it: whole and at once, or late, with gaps, twice, or
 * not at all. Lines stay in order however late they are. Bounded: past {@value #MOST} waiting lines they are lost, as in
 * a real ring.
 */
public final class Feed implements SignalSource {

    private static final int MOST = 1 << 20;

    private final Dice dice;
    private final int nodes;
    private @Nullable SignalObserver observer;
    private boolean closed;
    private boolean silent;
    private boolean blind;
    private boolean countersOnly;
    private double loss;
    private double twice;
    private long lagNanos;

    private long[] due = new long[1024];
    private long[] started = new long[1024];
    private long[] latency = new long[1024];
    private int[] what = new int[1024];
    private int head;
    private int waiting;
    private long lastDue;

    public Feed(int nodes, Dice dice) {
        this.nodes = nodes;
        this.dice = dice;
    }

    /** Whether no line comes, while nobody notices. */
    public void silent(boolean next) {
        silent = next;
    }

    /** Whether counters cannot be read. */
    public void blind(boolean next) {
        blind = next;
    }

    /** How likely a line is lost, as a fraction. */
    public void loss(double rate) {
        loss = rate;
    }

    /** How likely a line comes twice, as a fraction. */
    public void twice(double rate) {
        twice = rate;
    }

    /** How long a line takes. */
    public void lag(Duration by) {
        lagNanos = by.toNanos();
    }

    /** The stream ends and the source says so, or is whole again. */
    public void attached(boolean whole) {
        silent = !whole;
        for (int node = 0; node < nodes && observer != null && !closed; node++) {
            if (whole) {
                observer.attached(node);
            } else {
                observer.detached(node, "simulated");
            }
        }
    }

    /** From here on there are counters and no lines, by design, or lines again. */
    public void countersOnly(boolean next) {
        countersOnly = next;
        if (!next) {
            attached(true);
            return;
        }
        silent = true;
        for (int node = 0; node < nodes && observer != null && !closed; node++) {
            observer.countersOnly(node);
        }
    }

    @Override
    public void start(SignalObserver next) {
        observer = next;
        if (countersOnly) {
            countersOnly(true);
        } else {
            attached(true);
        }
    }

    @Override
    public Duration latencyResolution() {
        return Duration.ZERO;
    }

    @Override
    public void close() {
        closed = true;
    }

    /** Who listens. */
    SignalObserver observer() {
        if (observer == null) {
            throw new IllegalStateException("feed: not started (expected: started)");
        }
        return observer;
    }

    boolean countersRead() {
        return !blind && !closed;
    }

    /** When the next line arrives that was late; {@link Long#MAX_VALUE} where none is on its way. */
    long nextDue() {
        return waiting == 0 ? Long.MAX_VALUE : due[head];
    }

    /** A request ended now. */
    void tell(int server, Outcome outcome, long latencyMicros, long startedNanos, long now) {
        if (silent || closed || (loss > 0 && dice.unit() < loss)) {
            return;
        }
        int times = twice > 0 && dice.unit() < twice ? 2 : 1;
        for (int i = 0; i < times; i++) {
            if (lagNanos == 0 && waiting == 0) {
                observer().request(server, outcome, latencyMicros, startedNanos);
            } else {
                add(server, outcome, latencyMicros, startedNanos, now);
            }
        }
    }

    /** Tells the line that is due. */
    void tellNext() {
        int place = head;
        head = head + 1 == due.length ? 0 : head + 1;
        waiting--;
        if (!closed) {
            int packed = what[place];
            observer().request(packed >>> Outcomes.BITS, Outcomes.of(packed), latency[place], started[place]);
        }
    }

    private void add(int server, Outcome outcome, long latencyMicros, long startedNanos, long now) {
        if (waiting == MOST) {
            return;
        }
        if (waiting == due.length) {
            grow();
        }
        int place = head + waiting;
        place = place >= due.length ? place - due.length : place;
        lastDue = Math.max(lastDue, now + lagNanos);
        due[place] = lastDue;
        started[place] = startedNanos;
        latency[place] = latencyMicros;
        what[place] = server << Outcomes.BITS | Outcomes.code(outcome);
        waiting++;
    }

    private void grow() {
        due = unrolled(due);
        started = unrolled(started);
        latency = unrolled(latency);
        var packed = new int[what.length * 2];
        System.arraycopy(what, head, packed, 0, what.length - head);
        System.arraycopy(what, 0, packed, what.length - head, head);
        what = packed;
        head = 0;
    }

    private long[] unrolled(long[] ring) {
        var longer = Arrays.copyOf(Arrays.copyOfRange(ring, head, ring.length), ring.length * 2);
        System.arraycopy(ring, 0, longer, ring.length - head, head);
        return longer;
    }
}
