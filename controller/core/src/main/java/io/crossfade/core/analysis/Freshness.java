package io.crossfade.core.analysis;

/**
 * Of the requests of one server that its counters tell to have ended, those that surely started after the passing ledger
 * was emptied. Counters do not say which ones ended: all that were open at the first poll after it may be among them.
 */
final class Freshness {

    private boolean first = true;
    private long mayBeOld;

    /** The passing ledger was emptied. */
    void emptied() {
        first = true;
    }

    /**
     * How many of the last row's requests that ended well are fresh.
     *
     * @param well so many ended well since the row before
     * @param open so many were selected and have not ended
     */
    long of(long well, long open) {
        if (first) {
            first = false;
            mayBeOld = Math.max(0, open);
            return 0;
        }
        long old = Math.min(mayBeOld, well);
        mayBeOld -= old;
        return well - old;
    }
}
