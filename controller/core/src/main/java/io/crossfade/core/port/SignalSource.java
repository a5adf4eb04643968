package io.crossfade.core.port;

import java.time.Duration;

/**
 * Tells of every request that a load balancer carried, by its event stream and by its counters. A source resolves its
 * own troubles (re-subscribes, polls on) and reports them; it never guesses.
 */
public interface SignalSource extends AutoCloseable {

    /** Begins to observe. Called once. */
    void start(SignalObserver observer);

    /**
     * How exactly the source's latencies are known: a latency of it may be this much too small. Relative latency limits
     * are widened by it.
     */
    Duration latencyResolution();

    /** Ends observing; nothing is told after this. */
    @Override
    void close();
}
