package io.crossfade.haproxy;

import io.crossfade.core.line.ServerTable;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.port.Outcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Both clusters in one backend: a server belongs to the cluster that names it, any other to nobody.
 *
 * <p>A request that failed without a server ({@code <NOSRV>}) belongs to the cluster that has all the weight: at 100 %
 * it is the candidate that could not be reached. While both have weight such a failure means that no server of either
 * could be had, which tells nothing of one against the other: it is nobody's, and the readings show who is down. So
 * it is where the weights are not known, as in a log of long ago.
 */
final class WatchedBackend implements Watched {

    private static final String NO_SERVER = "<NOSRV>";
    private static final int WITHOUT_SERVER = NOBODY - 1;

    private final HaproxyWeightsSpec spec;
    private final HaproxyLineParser.Enlister enlister;
    private final ServerTable servers = new ServerTable(this::enlist);
    private final Map<Cluster, Integer> withoutServer = new EnumMap<>(Cluster.class);
    private Optional<Cluster> sole = Optional.empty();

    WatchedBackend(HaproxyWeightsSpec spec, HaproxyLineParser.Enlister enlister) {
        this.spec = spec;
        this.enlister = enlister;
        // Known from the start, so that no crowd of other names can fill the table before them.
        spec.baseline().forEach(servers::number);
        spec.candidate().forEach(servers::number);
    }

    @Override
    public List<String> questions() {
        return List.of(Snapshot.statCommand(spec.backend()));
    }

    @Override
    public boolean counters(List<String> answers, Rows rows) {
        rows.take(StatTable.of(answers.get(0)), servers);
        boolean baseline = false;
        boolean candidate = false;
        var weights = StatTable.of(answers.get(0));
        while (weights.next()) {
            if (weights.number("uweight") > 0) {
                var name = weights.text("svname");
                baseline |= spec.baseline().contains(name);
                candidate |= spec.candidate().contains(name);
            }
        }
        sole = baseline == candidate ? Optional.empty() : Optional.of(candidate ? Cluster.CANDIDATE : Cluster.BASELINE);
        return candidate;
    }

    @Override
    public HaproxyLineParser parser(HaproxyLineParser.Sink sink) {
        return new HaproxyLineParser(spec.backend(), spec.backend(), servers, servers, sink);
    }

    @Override
    public int attributed(int server, Outcome outcome) {
        if (server != WITHOUT_SERVER) {
            return server;
        }
        if (outcome != Outcome.FAILED || sole.isEmpty()) {
            return NOBODY;
        }
        return withoutServer.computeIfAbsent(sole.get(), cluster -> enlister.enlist(cluster, NO_SERVER));
    }

    private int enlist(String name) {
        if (spec.baseline().contains(name)) {
            return enlister.enlist(Cluster.BASELINE, name);
        }
        if (spec.candidate().contains(name)) {
            return enlister.enlist(Cluster.CANDIDATE, name);
        }
        return name.equals(NO_SERVER) ? WITHOUT_SERVER : NOBODY;
    }
}
