package io.crossfade.haproxy;

import io.crossfade.core.plan.Generation;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.Applying;
import io.crossfade.core.port.Finding;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.TrafficRouter;
import io.crossfade.core.port.Write;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A router that serves one cutover after the other: their generations all begin at one, and a router writes nothing
 * that it takes for superseded.
 *
 * @param offset is added to every generation
 */
record Renumbered(TrafficRouter inner, long offset) implements TrafficRouter {

    @Override
    public CompletionStage<List<Finding>> examine(Plan plan) {
        return inner.examine(plan);
    }

    @Override
    public CompletionStage<Reading> read() {
        return inner.read();
    }

    @Override
    public Applying apply(Write write) {
        var generation = new Generation(write.generation().number() + offset);
        return inner.apply(new Write(write.split(), generation, write.attempt(), write.lowers()));
    }

    @Override
    public void close() {
        inner.close();
    }
}
