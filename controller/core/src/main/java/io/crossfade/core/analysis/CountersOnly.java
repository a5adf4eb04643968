package io.crossfade.core.analysis;

import io.crossfade.core.port.Counters;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A node of which counters alone tell: puts the rows of one poll together, and keeps requests that may have started
 * before the passing ledger was emptied out of it.
 *
 * <p>A poll is whole when as many servers have told as in the one before; where one is missing, when the next begins. A
 * server that comes after that is new: what it told waits for the next poll.
 */
final class CountersOnly {

    /** Rows of one poll come closer together than this, and polls come further apart. */
    private static final long ONE_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Poll poll;
    private final int columns;
    private final Consumer<Poll> whole;
    private final Map<Integer, Freshness> freshness = new TreeMap<>();
    private final BitSet told = new BitSet();
    private int expected;
    private long began = Long.MIN_VALUE;
    private boolean closed = true;

    /** @param whole is told each poll that is whole; it is cleared after */
    CountersOnly(int node, int columns, Consumer<Poll> whole) {
        this.poll = new Poll(node, columns);
        this.columns = columns;
        this.whole = whole;
    }

    /** A row of {@code server} was read: {@code account} says what was new in it. */
    void row(int server, Account account, boolean candidate, long nowNanos) {
        if (began == Long.MIN_VALUE || nowNanos - began >= ONE_POLL_NANOS || told.get(server)) {
            close();
            expected = told.cardinality();
            told.clear();
            began = nowNanos;
            closed = false;
        }
        told.set(server);
        poll.add(Columns.FAILED, candidate, account.riseWell() + account.riseFailed(), account.riseFailed());
        for (int column = Columns.SLOW; column < columns; column++) {
            // A request that ended before it was overdue is taken to have been quick: that can only spare the
            // candidate.
            poll.add(column, candidate, account.riseTotal(), account.riseSlow(column - Columns.SLOW));
        }
        if (expected > 0 && told.cardinality() >= expected) {
            close();
        }
    }

    /** How many of the requests that this row told of as well surely started after {@link #emptied}. */
    long fresh(int server, Account account, Counters row) {
        return freshness
                .computeIfAbsent(server, any -> new Freshness())
                .of(account.riseWell(), row.selected() - row.ended());
    }

    /** The passing ledger was emptied. */
    void emptied() {
        freshness.values().forEach(Freshness::emptied);
    }

    private void close() {
        if (!closed) {
            closed = true;
            whole.accept(poll);
            poll.clear();
        }
    }
}
