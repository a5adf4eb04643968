package io.crossfade.haproxy;

import io.crossfade.core.line.ServerTable;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.port.Outcome;
import java.util.List;

/** A backend for each cluster: every server in it belongs to the cluster, and {@code <NOSRV>} of it too. */
final class WatchedMap implements Watched {

    private final HaproxySpec spec;
    private final ServerTable baseline;
    private final ServerTable candidate;

    WatchedMap(HaproxySpec spec, HaproxyLineParser.Enlister enlister) {
        this.spec = spec;
        this.baseline = new ServerTable(name -> enlister.enlist(Cluster.BASELINE, name));
        this.candidate = new ServerTable(name -> enlister.enlist(Cluster.CANDIDATE, name));
    }

    @Override
    public List<String> questions() {
        return List.of(
                Snapshot.getCommand(spec),
                Snapshot.statCommand(spec.baseline()),
                Snapshot.statCommand(spec.candidate()));
    }

    @Override
    public boolean counters(List<String> answers, Rows rows) {
        var baselineRows = StatTable.of(answers.get(1));
        var candidateRows = StatTable.of(answers.get(2));
        rows.take(baselineRows, baseline);
        rows.take(candidateRows, candidate);
        return !Snapshot.valueIn(answers.get(0)).equals("0");
    }

    @Override
    public HaproxyLineParser parser(HaproxyLineParser.Sink sink) {
        return new HaproxyLineParser(spec.baseline(), spec.candidate(), baseline, candidate, sink);
    }

    @Override
    public int attributed(int server, Outcome outcome) {
        return server;
    }
}
