package io.crossfade.haproxy;

import java.util.HashMap;
import java.util.Map;

/**
 * How often the clients of each server left, as the lines tell it: where HAProxy's counters are wrong by just that. A
 * client that leaves during the body is counted twice, as answered and as gone, and one that leaves while HAProxy
 * connects is not counted at all. Nothing is iterated.
 */
final class Departures {

    /** The numbers of one server, from the start of HAProxy's present life or from when it was first watched. */
    static final class Count {

        private long afterHeader;
        private long whileConnecting;

        /** Counted by HAProxy both in {@code req_tot} and in {@code cli_abrt}. */
        long afterHeader() {
            return afterHeader;
        }

        /** Counted by HAProxy in {@code lbtot} alone. */
        long whileConnecting() {
            return whileConnecting;
        }
    }

    private final Map<Integer, Count> counts = new HashMap<>();

    /** One more client left. */
    void add(int server, boolean hadHeader, boolean wasConnecting) {
        var count = of(server);
        if (hadHeader) {
            count.afterHeader++;
        } else if (wasConnecting) {
            count.whileConnecting++;
        }
    }

    Count of(int server) {
        return counts.computeIfAbsent(server, unknown -> new Count());
    }

    /** HAProxy's counters start again from zero. */
    void reset() {
        counts.clear();
    }
}
