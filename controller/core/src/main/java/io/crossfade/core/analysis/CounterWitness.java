package io.crossfade.core.analysis;

import io.crossfade.core.port.Counters;

/**
 * What the counters of one server say since they were last zeroed, across lives of the load balancer.
 *
 * <p>A request is <em>missing</em> where it was selected, has not ended and is not worked on; since fields of one row
 * are read one after the other, the smaller of two successive polls is believed. It is <em>overdue</em> where it was
 * selected long ago and has neither ended nor gone missing.
 */
final class CounterWitness {

    private static final Counters NONE = new Counters(0, 0, 0, 0, 0, 0);

    /** Numbers made of several counters may step back by a few between two polls without any restart. */
    private static final long JITTER = 8;

    private final SelectedHistory history = new SelectedHistory();
    private boolean begun;
    private Counters base = NONE;
    private Counters last = NONE;
    private long baseMissing;
    private long missing;
    private long overdue;
    private long overdueStartedBefore = Long.MIN_VALUE;
    private long bankedTotal;
    private long bankedFailed;
    private long bankedLogged;

    boolean begun() {
        return begun;
    }

    /** The first row: what the counters hold by now happened before and is nobody's business. */
    void begin(Counters row, long nowNanos, long overdueNanos) {
        begun = true;
        last = row;
        missing = Math.max(0, row.missing());
        history.add(nowNanos, row.selected(), overdueNanos);
    }

    void next(Counters row, long nowNanos, long overdueNanos) {
        if (isRestart(row)) {
            restart();
        }
        missing = Math.max(0, Math.min(last.missing(), row.missing()));
        last = row;
        history.add(nowNanos, row.selected(), overdueNanos);
        int then = history.at(nowNanos - overdueNanos);
        overdue = then < 0 ? 0 : Math.max(0, history.selected(then) - row.ended() - missing);
        overdueStartedBefore = then < 0 ? Long.MIN_VALUE : history.time(then);
    }

    /** From here the present row counts as zero. */
    void zero() {
        base = last;
        baseMissing = missing;
        bankedTotal = 0;
        bankedFailed = 0;
        bankedLogged = 0;
    }

    /** The counters begin at zero again; what they told is kept. */
    void restart() {
        if (!begun) {
            return;
        }
        bankedTotal = total();
        bankedFailed = failed();
        bankedLogged = logged();
        base = NONE;
        last = NONE;
        baseMissing = 0;
        missing = 0;
        overdue = 0;
        history.clear();
    }

    long total() {
        return bankedTotal
                + (last.ended() - last.aborted())
                - (base.ended() - base.aborted())
                + Math.max(0, missing - baseMissing);
    }

    long failed() {
        return bankedFailed + last.failed() - base.failed() + Math.max(0, missing - baseMissing);
    }

    /** How many lines should have come. */
    long logged() {
        return bankedLogged + last.logged() - base.logged();
    }

    long overdue() {
        return overdue;
    }

    /** Every overdue request started at this time or before. */
    long overdueStartedBefore() {
        return overdueStartedBefore;
    }

    private boolean isRestart(Counters row) {
        return row.selected() < last.selected()
                || row.ended() < last.ended() - JITTER
                || row.failed() < last.failed() - JITTER
                || row.logged() < last.logged() - JITTER;
    }
}
