package io.crossfade.core.analysis;

import io.crossfade.core.port.SignalObserver;

/**
 * Gathers evidence from requests and counters and says what the guards make of it. Single-threaded, bounded in memory,
 * without a clock: time is an argument.
 *
 * <p>Two ledgers are kept. The <em>acting</em> ledger may only roll back or hold and is never emptied by a shift; the
 * <em>passing</em> ledger may only let a step end, and takes only requests that started after it was last emptied.
 */
public interface Judge extends SignalObserver {

    /** Tells the present exposure; takes effect for what is observed from now on. */
    void exposure(Exposure exposure, long nowNanos);

    /** Empties the passing ledger: only requests that start after {@code nowNanos} count from here. */
    void emptyPassing(long nowNanos);

    /**
     * True when, since the last assessment, an observation took some evidence over its line, so that an assessment
     * should be made at once and not on the next tick. Cheap: read after every observation.
     */
    boolean crossed();

    /** What the requests are at present, to foretell from; nothing is judged by it. */
    default Traffic traffic() {
        return Traffic.UNKNOWN;
    }

    /** The verdicts at {@code nowNanos}. */
    Assessment assess(long nowNanos);
}
