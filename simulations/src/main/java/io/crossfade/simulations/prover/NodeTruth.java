package io.crossfade.simulations.prover;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Generation;
import io.crossfade.core.port.FakeRouter;
import io.crossfade.core.port.Write;
import io.crossfade.core.reactor.VirtualLoop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is true of one load balancer, whatever the controller knows. */
final class NodeTruth {

    private final FakeRouter router;
    private final VirtualLoop loop;
    private final Map<Generation, List<Write>> started = new LinkedHashMap<>();
    private final List<AchievedShare> shownSince = new ArrayList<>();
    private Generation latest = Generation.ZERO;
    private Generation latestForward = Generation.ZERO;
    private AchievedShare shown;
    private int landed;

    /** When the latest read was asked for that was answered; 0 for what was read before the cutover. */
    long readAskedAt;

    /** True while the split is of another hand than ours. */
    boolean foreign;

    /** True while the load balancer answers that it knows nothing of the split. */
    boolean gone;

    NodeTruth(FakeRouter router, VirtualLoop loop) {
        this.router = router;
        this.loop = loop;
        shown = router.shown().share();
    }

    long now() {
        return loop.nanos();
    }

    AchievedShare shown() {
        return router.shown().share();
    }

    boolean baselineDown() {
        return router.shown().baselineUsable() == 0;
    }

    /** A write of the controller is being started. */
    void started(Write write) {
        if (latest.isOlderThan(write.generation())) {
            latest = write.generation();
            shownSince.clear();
            shownSince.add(shown());
        }
        if (!write.lowers() && latestForward.isOlderThan(write.generation())) {
            latestForward = write.generation();
        }
        started.computeIfAbsent(write.generation(), any -> new ArrayList<>()).add(write);
    }

    /** The highest generation of a write that raises. */
    Generation latestForward() {
        return latestForward;
    }

    Generation latest() {
        return latest;
    }

    /** The writes of a generation that were started, oldest first. */
    List<Write> started(Generation generation) {
        return started.getOrDefault(generation, List.of());
    }

    boolean wasStarted(Write write) {
        return started(write.generation()).contains(write);
    }

    /** True where this share was shown at some time since the first write of the latest generation. */
    boolean hasShown(AchievedShare share) {
        return shownSince.contains(share);
    }

    /** Takes in what has happened since the last look. */
    void look() {
        for (; landed < router.shares().size(); landed++) {
            shownSince.add(router.shares().get(landed));
            foreign = false;
        }
        var share = shown();
        if (!share.equals(shown)) {
            shown = share;
            shownSince.add(share);
        }
    }
}
