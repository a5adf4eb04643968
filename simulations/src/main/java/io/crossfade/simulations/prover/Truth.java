package io.crossfade.simulations.prover;

import io.crossfade.core.port.FakeRouter;
import io.crossfade.core.reactor.VirtualLoop;
import java.util.ArrayList;
import java.util.List;

/** What is true of a world, for the rules to compare with; kept by the world and never by the controller. */
final class Truth {

    private final VirtualLoop loop;
    private final List<NodeTruth> nodes = new ArrayList<>();

    /** When the controller was last lost, stood still, or saw its wall clock jump. */
    private long disturbedAt;

    /** From when on requests may count for leaving the present step. */
    private long freshSince;

    Truth(VirtualLoop loop, List<FakeRouter> routers) {
        this.loop = loop;
        routers.forEach(router -> nodes.add(new NodeTruth(router, loop)));
        freshSince = loop.nanos();
    }

    long now() {
        return loop.nanos();
    }

    NodeTruth node(int node) {
        return nodes.get(node);
    }

    List<NodeTruth> nodes() {
        return nodes;
    }

    void look() {
        for (int node = 0; node < nodes.size(); node++) {
            nodes.get(node).look();
        }
    }

    void disturb() {
        disturbedAt = loop.nanos();
        freshSince = loop.nanos();
    }

    /** What was gathered up to now is of no use for passing. */
    void spoil() {
        freshSince = loop.nanos();
    }

    long freshSince() {
        return freshSince;
    }

    /** True where a load balancer was asked and has answered since the controller was last disturbed. */
    boolean isReadSinceDisturbed(int node) {
        return nodes.get(node).readAskedAt >= disturbedAt;
    }

    /** True where every load balancer was asked at that time or later, and has answered. */
    boolean isReadSince(long nanos) {
        return nodes.stream().allMatch(node -> node.readAskedAt >= nanos);
    }
}
