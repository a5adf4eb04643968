package io.crossfade.app.cutover;

import io.crossfade.testkit.HaproxyProcess;
import java.util.OptionalInt;

/** A real HAProxy before clusters that stand as {@code topology} says. */
record HaproxyFront(Topology topology, HaproxyProcess process) implements Front {

    @Override
    public int port() {
        return process.frontPort();
    }

    @Override
    public PlanText plan() {
        return new PlanText(process.adminSocket(), topology.planLines(process));
    }

    @Override
    public int liveParts() {
        return topology.liveParts(process);
    }

    @Override
    public OptionalInt keptParts() {
        return topology.keptParts(process);
    }

    @Override
    public void close() {
        process.close();
    }
}
