package io.crossfade.haproxy;

import io.crossfade.core.line.ServerTable;
import io.crossfade.core.port.Loop;
import io.crossfade.core.port.SignalObserver;
import java.time.Duration;
import java.util.ArrayList;
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

    private final int node;
    private final RuntimeSocket runtime;
    private final Loop loop;
    private final EventStream stream;
    private final Watched watched;
    private final Departures departures;
    private final SignalObserver observer;
    private final List<String> questions;
    private final String line;
    private String incarnation = "";
    private boolean ended;

    StatPoller(
            Watched watched,
            int node,
            RuntimeSocket runtime,
            Loop loop,
            EventStream stream,
            Departures departures,
            SignalObserver observer) {
        this.node = node;
        this.runtime = runtime;
        this.loop = loop;
        this.stream = stream;
        this.watched = watched;
        this.departures = departures;
        this.observer = observer;
        this.questions = new ArrayList<>(watched.questions());
        questions.add(0, "show info");
        this.line = Commands.line(questions);
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
            return told(Answers.of(whole.text(), questions.size()));
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
        live(process.incarnation());
        return watched.counters(answers.subList(1, answers.size()), this::tell);
    }

    private void live(String present) {
        if (!incarnation.equals(present)) {
            departures.reset();
            observer.incarnation(node, present);
        }
        incarnation = present;
        stream.follow(present);
    }

    private void tell(StatTable rows, ServerTable servers) {
        var counters = new ServerCounters(rows);
        long now = loop.nanos();
        while (rows.next()) {
            if (counters.isServer()) {
                int server = servers.number(rows.text("svname"));
                if (server > Watched.NOBODY) {
                    observer.counters(server, counters.read(departures.of(server)), now);
                }
            }
        }
    }
}
