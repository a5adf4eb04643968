package io.crossfade.haproxy;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.port.Loop;
import io.crossfade.core.port.SignalObserver;
import java.time.Duration;
import java.util.List;

/**
 * Asks for the counters of every server, which show at once what no line ever tells. While the candidate has a share it
 * asks often: an exchange costs HAProxy and this process about 0.1 ms.
 */
final class StatPoller implements AutoCloseable {

    /** The interval while the candidate has a share. */
    static final Duration CLOSE = Duration.ofMillis(50);

    /** The interval while it has none, and after a failed exchange. */
    static final Duration WIDE = Duration.ofMillis(250);

    private static final int ANSWERS = 4;

    private final int node;
    private final RuntimeSocket runtime;
    private final Loop loop;
    private final EventStream stream;
    private final ServerTable baseline;
    private final ServerTable candidate;
    private final Departures departures;
    private final SignalObserver observer;
    private final String line;
    private String incarnation = "";
    private boolean ended;

    StatPoller(
            HaproxySpec spec,
            int node,
            RuntimeSocket runtime,
            Loop loop,
            EventStream stream,
            ServerTable baseline,
            ServerTable candidate,
            Departures departures,
            SignalObserver observer) {
        this.node = node;
        this.runtime = runtime;
        this.loop = loop;
        this.stream = stream;
        this.baseline = baseline;
        this.candidate = candidate;
        this.departures = departures;
        this.observer = observer;
        this.line = Commands.line(List.of(
                "show info",
                Snapshot.getCommand(spec),
                Snapshot.statCommand(spec.baseline()),
                Snapshot.statCommand(spec.candidate())));
    }

    void poll() {
        runtime.read(line).reply().thenAccept(reply -> {
            if (!ended) {
                loop.schedule(told(reply) ? CLOSE : WIDE, this::pollAgain);
            }
        });
    }

    @Override
    public void close() {
        ended = true;
    }

    private void pollAgain() {
        if (!ended) {
            poll();
        }
    }

    /** Tells the counters; true where they were told and the candidate has a share. */
    private boolean told(Reply reply) {
        if (!(reply instanceof Reply.Whole whole)) {
            return false;
        }
        try {
            return told(Answers.of(whole.text(), ANSWERS));
        } catch (IllegalArgumentException e) {
            // The router's reading says what is wrong; here only the counters are missing, which their age shows.
            return false;
        }
    }

    private boolean told(List<String> answers) {
        var process = ProcessInfo.parse(answers.get(0));
        if (process.stopping()) {
            return false;
        }
        var baselineRows = StatTable.of(answers.get(2));
        var candidateRows = StatTable.of(answers.get(3));
        live(process.incarnation());
        tell(baselineRows, Cluster.BASELINE);
        tell(candidateRows, Cluster.CANDIDATE);
        return !Snapshot.valueIn(answers.get(1)).equals("0");
    }

    private void live(String present) {
        if (!incarnation.isEmpty() && !incarnation.equals(present)) {
            departures.reset();
            observer.incarnation(node, present);
        }
        incarnation = present;
        stream.follow(present);
    }

    private void tell(StatTable rows, Cluster cluster) {
        var counters = new ServerCounters(rows);
        var servers = cluster == Cluster.BASELINE ? baseline : candidate;
        long now = loop.nanos();
        while (rows.next()) {
            if (counters.isServer()) {
                int server = servers.number(rows.text("svname"));
                observer.counters(server, counters.read(departures.of(server)), now);
            }
        }
    }
}
