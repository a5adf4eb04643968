package io.crossfade.simulations.prover;

import static io.crossfade.simulations.prover.Breach.require;

import io.crossfade.core.machine.Cutover;
import io.crossfade.core.plan.Generation;
import io.crossfade.core.port.Write;
import java.util.List;

/** What must hold at the instant in which a write is started. */
final class WriteRules {

    private static final List<String> BACK = List.of("rolling-back", "restoring");

    private final Truth truth;
    private final Ledger ledger;

    /**
     * The highest generation that an earlier process has raised by. One of which every record was lost can have lowered,
     * and its numbers are then taken again.
     */
    private Generation earlier = Generation.ZERO;

    WriteRules(Truth truth, Ledger ledger) {
        this.truth = truth;
        this.ledger = ledger;
    }

    /** A new process begins. */
    void reborn() {
        for (var node : truth.nodes()) {
            earlier = earlier.isOlderThan(node.latestForward()) ? node.latestForward() : earlier;
        }
    }

    void started(int node, Write write, Cutover cutover) {
        var state = cutover.state().name();
        var text = "lb" + (node + 1) + " " + write.split() + " of generation " + write.generation() + " in " + state;
        require("S6", cutover.ending().isEmpty(), text);
        boolean lastResort = cutover.generation().isOlderThan(write.generation());
        require("defect", !lastResort, text + ": the last resort, the reactor has failed");
        require("S7", write.generation().equals(cutover.generation()), text + " of " + cutover.generation());
        require("S8", write.lowers() || !BACK.contains(state), text + " raises on the way back");
        if (!write.lowers()) {
            require("S7", earlier.isOlderThan(write.generation()), text + ", an earlier process took " + earlier);
            require("S4", ledger.hasDurable(node, write), text + " before it was durable");
            require("S7", state.equals("shifting") || state.equals("holding"), text + " goes forward");
            require("S3", truth.isReadSinceDisturbed(node), text + ", unread since the disturbance");
        }
        var first = truth.node(node).started(write.generation());
        require("S11", first.size() < 200, text + ": " + first.size() + " writes of one generation");
        truth.node(node).started(write);
    }
}
