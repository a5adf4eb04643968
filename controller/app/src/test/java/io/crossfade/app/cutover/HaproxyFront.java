package io.crossfade.app.cutover;

import io.crossfade.testkit.HaproxyProcess;
import java.util.List;
import java.util.OptionalInt;

/** A real HAProxy before clusters that stand as {@code topology} says. */
record HaproxyFront(Topology topology, HaproxyProcess process) implements Front {

    @Override
    public int port() {
        return process.frontPort();
    }

    @Override
    public List<String> router() {
        return PlanText.haproxy(process.adminSocket(), topology.planLines(process));
    }

    @Override
    public int liveParts() {
        return topology.liveParts(process);
    }

    /** What HAProxy is told serves at once. */
    @Override
    public int partsAmidWrites() {
        return liveParts();
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
