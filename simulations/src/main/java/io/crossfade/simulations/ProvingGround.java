package io.crossfade.simulations;

import io.crossfade.core.analysis.Judges;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Plan;
import io.crossfade.simulations.world.Dice;
import io.crossfade.simulations.world.Quantiles;
import io.crossfade.simulations.world.RatedArrivals;
import io.crossfade.simulations.world.Server;
import io.crossfade.simulations.world.Traffic.Population;
import java.time.Duration;
import java.util.List;

/** A world in which the prover lets everything go wrong: small clusters whose failing is set by hand. */
final class ProvingGround {

    private static final long TIMEOUT_MICROS = 10_000_000;
    private static final Quantiles LATENCY = Quantiles.logNormal(5_000, 8_000);

    private final List<Server> baseline = servers(Cluster.BASELINE);
    private final List<Server> candidate = servers(Cluster.CANDIDATE);
    private final World world;
    private int requestsPerSecond = 200;

    ProvingGround(Plan plan, long seed) {
        fails(0.001, 0.001);
        world = new World(
                plan,
                new World.Cast(
                        new Population(baseline, LATENCY, TIMEOUT_MICROS),
                        new Population(candidate, LATENCY, TIMEOUT_MICROS),
                        new RatedArrivals(nanos -> requestsPerSecond * plan.nodes(), false, Dice.of(seed, "arrivals")),
                        judged -> Judges.of(judged, Duration.ZERO),
                        announcement -> {},
                        false),
                seed);
    }

    World world() {
        return world;
    }

    /** Requests a second on each load balancer. */
    void rate(int perSecond) {
        requestsPerSecond = perSecond;
    }

    /** How likely a request fails, as a fraction. */
    void fails(double ofBaseline, double ofCandidate) {
        baseline.forEach(server -> server.failing(ofBaseline));
        candidate.forEach(server -> server.failing(ofCandidate));
    }

    /** Whether the controller is told of requests. */
    void seen(boolean told) {
        world.feed().silent(!told);
        world.feed().blind(!told);
    }

    private static List<Server> servers(Cluster cluster) {
        return List.of(new Server(cluster, cluster.word() + "-1"), new Server(cluster, cluster.word() + "-2"));
    }
}
