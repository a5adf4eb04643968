package io.crossfade.simulations.world;

import io.crossfade.core.port.Outcome;

/** What became of a recorded request. One object may stand for one request after the other. */
public interface Recorded {

    /** How it ended. */
    Outcome outcome();

    /** From the selection of the server to the header, or {@link io.crossfade.core.port.SignalObserver#NO_HEADER}. */
    long latencyMicros();

    /** When it ended, in nanoseconds since the scenario began. */
    long endNanos();
}
