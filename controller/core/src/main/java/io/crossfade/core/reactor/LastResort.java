package io.crossfade.core.reactor;

import io.crossfade.core.machine.Cutover;
import io.crossfade.core.plan.Generation;
import io.crossfade.core.plan.Split;
import io.crossfade.core.port.Write;
import io.crossfade.core.port.WriteResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The rollback that needs no machine: sent once to every node whose baseline is not known to be down. */
final class LastResort {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Ports ports;
    private final Cutover cutover;
    private final Write write;
    private int open;
    private boolean verified = true;

    LastResort(Ports ports, Cutover cutover, Generation generation) {
        this.ports = ports;
        this.cutover = cutover;
        write = new Write(Split.ALL_BASELINE, generation, 1, true);
    }

    /** Completes with true where every node read back with all traffic on the baseline. */
    CompletionStage<Boolean> rollBack() {
        var done = new CompletableFuture<Boolean>();
        open = ports.routers().size();
        for (int node = 0; node < ports.routers().size(); node++) {
            var known = cutover.node(node);
            boolean unusable = known.observed()
                    .filter(reading -> reading.baselineUsable() == 0)
                    .isPresent();
            // An older write that is still open may land after this one, so nothing that answers now can verify.
            verified &= !unusable && known.openWrites().isEmpty();
            if (unusable) {
                close(false, done);
            } else {
                send(node, done);
            }
        }
        ports.loop().schedule(PATIENCE, () -> done.complete(false));
        return done;
    }

    private void send(int node, CompletableFuture<Boolean> done) {
        try {
            ports.routers()
                    .get(node)
                    .apply(write)
                    .outcome()
                    .whenComplete((result, failure) -> ports.loop()
                            .execute(() -> close(
                                    result instanceof WriteResult.Applied applied
                                            && applied.reading().share().isNone()
                                            && applied.reading().doubts().isEmpty(),
                                    done)));
        } catch (RuntimeException failure) {
            close(false, done);
        }
    }

    private void close(boolean applied, CompletableFuture<Boolean> done) {
        verified &= applied;
        if (--open == 0) {
            done.complete(verified);
        }
    }
}
