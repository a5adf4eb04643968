package io.crossfade.simulations.prover;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.port.Counters;
import io.crossfade.core.port.FakeRouter;
import io.crossfade.core.port.Loop;
import io.crossfade.core.port.Outcome;
import io.crossfade.core.port.SignalObserver;
import io.crossfade.core.port.SignalSource;
import io.crossfade.core.reactor.VirtualLoop;
import io.crossfade.simulations.world.Dice;
import io.crossfade.simulations.world.Feed;
import io.crossfade.simulations.world.Quantiles;
import io.crossfade.simulations.world.RatedArrivals;
import io.crossfade.simulations.world.Relay;
import io.crossfade.simulations.world.Server;
import io.crossfade.simulations.world.Traffic;
import io.crossfade.simulations.world.Traffic.Population;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Requests that go on whoever watches, and the telling of them to the process that watches now. */
final class Crowd {

    private static final long TIMEOUT_MICROS = 10_000_000;
    private static final Quantiles LATENCY = Quantiles.logNormal(50_000, 1_500_000);

    private final List<Server> baseline = servers(Cluster.BASELINE);
    private final List<Server> candidate = servers(Cluster.CANDIDATE);
    private final Relay relay;
    private final Feed feed;
    private final Traffic traffic;
    private final long[] toldFailures;
    private long[] toldStarts = new long[1024];
    private int told;
    private long failures;

    Crowd(Trial trial, VirtualLoop loop, List<FakeRouter> routers) {
        int nodes = routers.size();
        relay = new Relay(nodes);
        toldFailures = new long[nodes * 4];
        var population = new Population(baseline, LATENCY, TIMEOUT_MICROS);
        var other = new Population(candidate, LATENCY, TIMEOUT_MICROS);
        var arrivals = new RatedArrivals(nanos -> trial.requestsPerSecond(), false, Dice.of(trial.seed(), "arrivals"));
        feed = new Feed(nodes, Dice.of(trial.seed(), "feed"));
        feed.start(new Counting());
        traffic = new Traffic(loop, routers, population, other, feed, arrivals, Dice.of(trial.seed(), "traffic"));
        traffic.start();
        fails(0, 0);
    }

    Traffic traffic() {
        return traffic;
    }

    /** How likely a request fails, as a fraction. */
    void fails(double ofBaseline, double ofCandidate) {
        baseline.forEach(server -> server.failing(ofBaseline));
        candidate.forEach(server -> server.failing(ofCandidate));
    }

    /** Whether anything is told. */
    void seen(boolean seen) {
        feed.silent(!seen);
        feed.blind(!seen);
    }

    /** What was told until now is of no use for passing. */
    void forget() {
        told = 0;
        failures = 0;
    }

    /** The candidate's requests that were told and can count for passing, at the most. */
    long toldSince(long nanos) {
        return Arrays.stream(toldStarts, 0, told)
                        .filter(started -> started >= nanos)
                        .count()
                + failures;
    }

    /** True where any request of the candidate has failed. */
    boolean hasFailed() {
        return traffic.tally().of(Cluster.CANDIDATE).failed() > 0;
    }

    /** The requests as a process on {@code loop} hears of them. */
    SignalSource source(Loop loop, VirtualLoop world) {
        return relay.source(loop, world);
    }

    private static List<Server> servers(Cluster cluster) {
        return List.of(new Server(cluster, cluster.word() + "-1"), new Server(cluster, cluster.word() + "-2"));
    }

    /** Counts what is told, whoever listens. */
    private final class Counting implements SignalObserver {

        private final List<Cluster> clusters = new ArrayList<>();

        @Override
        public int enlist(int node, Cluster cluster, String server) {
            clusters.add(cluster);
            return relay.enlist(node, cluster, server);
        }

        private boolean isCandidate(int server) {
            return clusters.get(server) == Cluster.CANDIDATE;
        }

        @Override
        public void request(int server, Outcome outcome, long latencyMicros, long startedNanos) {
            if (isCandidate(server)) {
                if (told == toldStarts.length) {
                    toldStarts = Arrays.copyOf(toldStarts, told * 2);
                }
                toldStarts[told++] = startedNanos;
            }
            relay.request(server, outcome, latencyMicros, startedNanos);
        }

        @Override
        public void counters(int server, Counters counters, long nowNanos) {
            if (isCandidate(server)) {
                failures += Math.max(0, counters.failed() - toldFailures[server]);
                toldFailures[server] = counters.failed();
            }
            relay.counters(server, counters, nowNanos);
        }

        @Override
        public void incarnation(int node, String incarnation) {
            relay.incarnation(node, incarnation);
        }

        @Override
        public void countersOnly(int node) {
            relay.countersOnly(node);
        }

        @Override
        public void attached(int node) {
            relay.attached(node);
        }

        @Override
        public void detached(int node, String why) {
            relay.detached(node, why);
        }
    }
}
