package io.crossfade.core.machine;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Generation;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.ShareModel;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one load balancer.
 *
 * @param intent the latest write that was decided; empty before the first
 * @param confirmed the split that was last read back as written, or read at the start
 * @param observed the latest reading with its in-flight numbers left out; empty while it cannot be read
 * @param openWrites writes whose bytes may still take effect, oldest first
 * @param ceiling the most that the candidate may have here: raised by every write that is ordered, set by a reading, and
 *     then to no less than what open writes may still bring about
 * @param incarnation which life of the load balancer {@code confirmed} belongs to
 */
public record NodeState(
        Optional<Write> intent,
        Confirmed confirmed,
        Optional<Reading> observed,
        List<OpenWrite> openWrites,
        AchievedShare ceiling,
        String incarnation) {

    /**
     * A split that is in force as far as this node said.
     *
     * @param share the achieved share
     * @param generation the decision that wrote it
     * @param clean true where no write of an older generation was open when the confirmed write went out, so that
     *     nothing older can land after it
     * @param membership which servers were usable then
     */
    public record Confirmed(AchievedShare share, Generation generation, boolean clean, String membership) {}

    /**
     * A write that has been handed to the router and is not settled.
     *
     * @param clean true where no write of an older generation was open when it went out
     * @param lost true where it was given up on after 60 s: it may land at any time
     */
    public record OpenWrite(Write write, boolean clean, boolean lost) {}

    public NodeState {
        openWrites = List.copyOf(openWrites);
    }

    /** A node as it was first read. */
    public static NodeState firstRead(Reading reading) {
        return new NodeState(
                Optional.empty(),
                new Confirmed(reading.share(), Generation.ZERO, true, reading.membership()),
                Optional.of(reading.atRest()),
                List.of(),
                reading.share(),
                reading.incarnation());
    }

    /** False while the load balancer cannot be read. */
    public boolean reachable() {
        return observed.isPresent();
    }

    /** True where a write of a generation before {@code generation} may still take effect. */
    boolean hasOpenBefore(Generation generation) {
        return openWrites.stream().anyMatch(open -> open.write().generation().isOlderThan(generation));
    }

    boolean hasOpen() {
        return !openWrites.isEmpty();
    }

    /** True where {@code generation} is confirmed and nothing older can undo it. */
    boolean isVerified(Generation generation) {
        return confirmed.generation().equals(generation) && confirmed.clean() && !hasOpenBefore(generation);
    }

    boolean isConfirmed(Generation generation) {
        return confirmed.generation().equals(generation);
    }

    /** True where a write of ours that was given up on would amount to {@code share} if it landed. */
    boolean mayHaveLanded(AchievedShare share) {
        return openWrites.stream().anyMatch(open -> open.write().aim().equals(share));
    }

    /** True where the baseline is known to have no usable server. */
    boolean baselineUnusable() {
        return observed.isPresent() && observed.get().baselineUsable() == 0;
    }

    NodeState opening(Write write) {
        var open = new ArrayList<>(openWrites);
        open.add(new OpenWrite(write, !hasOpenBefore(write.generation()), false));
        var raised = AchievedShare.max(ceiling, write.aim());
        return new NodeState(Optional.of(write), confirmed, observed, open, raised, incarnation);
    }

    NodeState settling(Write write, boolean closed) {
        var open = new ArrayList<OpenWrite>();
        for (var candidate : openWrites) {
            if (!candidate.write().equals(write)) {
                open.add(candidate);
            } else if (!closed) {
                open.add(new OpenWrite(write, candidate.clean(), true));
            }
        }
        return new NodeState(intent, confirmed, observed, open, ceiling, incarnation);
    }

    NodeState confirming(AchievedShare share, Generation generation, boolean clean, Reading reading) {
        return new NodeState(
                intent,
                new Confirmed(share, generation, clean, reading.membership()),
                Optional.of(reading.atRest()),
                openWrites,
                ceilingAfter(reading),
                reading.incarnation());
    }

    NodeState observing(Reading reading) {
        return new NodeState(
                intent, confirmed, Optional.of(reading.atRest()), openWrites, ceilingAfter(reading), incarnation);
    }

    NodeState unreachable() {
        return new NodeState(intent, confirmed, Optional.empty(), openWrites, ceiling, incarnation);
    }

    private AchievedShare ceilingAfter(Reading reading) {
        var most = reading.share();
        for (var open : openWrites) {
            most = AchievedShare.max(most, open.write().aim());
        }
        return most;
    }

    /** True where {@code write} is open and went out with nothing older open. */
    boolean wentOutClean(Write write) {
        return openWrites.stream().anyMatch(open -> open.write().equals(write) && open.clean());
    }

    /** The number of the next write of {@code generation} to this node. */
    int nextAttempt(Generation generation) {
        return intent.filter(write -> write.generation().equals(generation))
                .map(write -> write.attempt() + 1)
                .orElse(1);
    }

    /** The share that the latest write aims at, or none before the first. */
    AchievedShare intended() {
        return intent.map(Write::aim).orElse(AchievedShare.NONE);
    }

    /** What this node makes of a share, as far as its last reading tells. */
    AchievedShare aim(Share asked) {
        return observed.map(Reading::shares).orElse(ShareModel.EXACT).achieved(asked);
    }
}
