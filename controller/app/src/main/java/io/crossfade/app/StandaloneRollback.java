package io.crossfade.app;

import io.crossfade.core.plan.Generation;
import io.crossfade.core.plan.Split;
import io.crossfade.core.port.TrafficRouter;
import io.crossfade.core.port.Write;
import io.crossfade.core.port.WriteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * All traffic to the baseline on every load balancer of a plan, with no journal, no guard and no controller: writes,
 * reads back, and tries again for a while where that does not verify. The nodes wait for none of each other.
 */
final class StandaloneRollback {

    /** How long a node is tried before a person is called. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Fleet fleet;
    private final boolean force;
    private final Duration patience;

    StandaloneRollback(Fleet fleet, boolean force, Duration patience) {
        this.fleet = fleet;
        this.force = force;
        this.patience = patience;
    }

    /** What came of one node; {@code trouble} is empty where it is verified. */
    record Result(String label, String trouble) {
        boolean verified() {
            return trouble.isEmpty();
        }
    }

    List<Result> roll() throws Quit {
        return fleet.await(() -> {
            CompletionStage<List<Result>> all = CompletableFuture.completedFuture(List.of());
            for (int node = 0; node < fleet.plan().nodes(); node++) {
                var one = new Node(node).roll();
                all = all.thenCombine(one, (list, result) -> {
                    var longer = new ArrayList<>(list);
                    longer.add(result);
                    return longer;
                });
            }
            return all;
        });
    }

    /** One load balancer, until it is verified or time is over. */
    private final class Node {

        private final String label;
        private final TrafficRouter router;
        private final long began = fleet.loop().nanos();
        private final CompletableFuture<Result> done = new CompletableFuture<>();
        private int attempts;

        Node(int node) {
            label = fleet.plan().routers().get(node).label();
            router = fleet.routers().get(node);
        }

        CompletionStage<Result> roll() {
            attempt();
            return done;
        }

        /** Reads first: a baseline that is known to be down is spared, unless the operator insists. */
        private void attempt() {
            router.read().whenComplete((reading, failure) -> {
                if (!force && failure == null && reading.baselineUsable() == 0) {
                    again("the baseline has no usable server (use --force to write all the same)");
                } else {
                    write();
                }
            });
        }

        private void write() {
            var write = new Write(Split.ALL_BASELINE, new Generation(1), ++attempts, true);
            router.apply(write).outcome().whenComplete((result, failure) -> {
                if (result instanceof WriteResult.Applied) {
                    verify();
                } else {
                    again(failure == null ? String.valueOf(result) : String.valueOf(failure));
                }
            });
        }

        private void verify() {
            router.read().whenComplete((reading, failure) -> {
                if (failure != null) {
                    again("cannot be read back: " + failure.getMessage());
                } else if (!reading.share().isNone()) {
                    again("reads back " + reading.share());
                } else if (!reading.doubts().isEmpty()) {
                    again(String.join(", ", reading.doubts()));
                } else {
                    done.complete(new Result(label, ""));
                }
            });
        }

        private void again(String trouble) {
            if (fleet.loop().nanos() - began >= patience.toNanos()) {
                done.complete(new Result(label, trouble));
            } else {
                fleet.loop().schedule(PAUSE, this::attempt);
            }
        }
    }
}
