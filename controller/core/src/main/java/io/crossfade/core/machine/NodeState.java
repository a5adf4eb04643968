package io.crossfade.core.machine;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Generation;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.ShareModel;
import io.crossfade.core.plan.Split;
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
     * @param before the share that was confirmed before this one; this one where there was none
     */
    public record Confirmed(
            AchievedShare share, Generation generation, boolean clean, String membership, AchievedShare before) {

        /** The first split that is known of a node. */
        public Confirmed(AchievedShare share, Generation generation, boolean clean, String membership) {
            this(share, generation, clean, membership, share);
        }

        private Confirmed next(AchievedShare share, Generation generation, boolean clean, String membership) {
            return new Confirmed(share, generation, clean, membership, share.equals(this.share) ? before : this.share);
        }
    }

    /**
     * A write that has been handed to the router and is not settled.
     *
     * @param clean true where no write of an older generation was open when it went out
     * @param fate what is expected of it
     */
    public record OpenWrite(Write write, boolean clean, Fate fate) {}

    /** What is expected of a write that is not settled. */
    public enum Fate {
        /** This process waits for its answer. */
        AWAITED,
        /** Given up on after 60 s: it may land at any time. */
        LOST,
        /** Sent, or perhaps sent, by an earlier process, whose connections are closed: it may be queued still. */
        INHERITED,
        /**
         * Of an earlier process, and the load balancer has answered for so long since that it cannot be under way. It is
         * remembered for a minute, so that it is known as ours should it land after all.
         */
        QUIET
    }

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
        return openWrites.stream()
                .anyMatch(open ->
                        open.fate() != Fate.QUIET && open.write().generation().isOlderThan(generation));
    }

    boolean hasOpen() {
        return openWrites.stream().anyMatch(open -> open.fate() != Fate.QUIET);
    }

    boolean hasInherited() {
        return openWrites.stream().anyMatch(open -> open.fate() == Fate.INHERITED);
    }

    /** True where a write that takes the candidate's share down was ordered and never confirmed. */
    boolean owesLowering() {
        return intent.filter(write -> write.lowers() && confirmed.generation().isOlderThan(write.generation()))
                .isPresent();
    }

    /** True where {@code generation} is confirmed and nothing older can undo it. */
    boolean isVerified(Generation generation) {
        return confirmed.generation().equals(generation) && confirmed.clean() && !hasOpenBefore(generation);
    }

    boolean isConfirmed(Generation generation) {
        return confirmed.generation().equals(generation);
    }

    /** True where the latest write asked for {@code split} and is confirmed. */
    boolean hasReached(Split split) {
        return intent.filter(write -> write.split().equals(split) && isConfirmed(write.generation()))
                .isPresent();
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
        open.add(new OpenWrite(write, !hasOpenBefore(write.generation()), Fate.AWAITED));
        var raised = AchievedShare.max(ceiling, write.aim());
        return new NodeState(Optional.of(write), confirmed, observed, open, raised, incarnation);
    }

    NodeState settling(Write write, boolean closed) {
        var open = new ArrayList<OpenWrite>();
        for (var candidate : openWrites) {
            if (!candidate.write().equals(write)) {
                open.add(candidate);
            } else if (candidate.fate() == Fate.INHERITED) {
                open.add(new OpenWrite(write, candidate.clean(), Fate.QUIET));
            } else if (!closed) {
                open.add(new OpenWrite(write, candidate.clean(), Fate.LOST));
            }
        }
        return new NodeState(intent, confirmed, observed, open, ceiling, incarnation);
    }

    NodeState confirming(AchievedShare share, Generation generation, boolean clean, Reading reading) {
        return new NodeState(
                intent,
                confirmed.next(share, generation, clean, reading.membership()),
                Optional.of(reading.atRest()),
                openWrites,
                ceilingAfter(reading),
                reading.incarnation());
    }

    /** What {@code reading} shows is taken for what was confirmed. */
    NodeState acknowledging(Reading reading) {
        return confirming(reading.share(), confirmed.generation(), confirmed.clean(), reading);
    }

    NodeState observing(Reading reading) {
        return new NodeState(
                intent, confirmed, Optional.of(reading.atRest()), openWrites, ceilingAfter(reading), incarnation);
    }

    NodeState unreachable() {
        return new NodeState(intent, confirmed, Optional.empty(), openWrites, ceiling, incarnation);
    }

    /**
     * This node as a new process takes it over: every open write is one of the earlier process, and what the load
     * balancer shows is confirmed where it is what the journal knows, or what was under way when the journal ended.
     */
    NodeState inherited(Optional<Reading> reading) {
        var open = openWrites.stream()
                .map(each -> new OpenWrite(each.write(), false, Fate.INHERITED))
                .toList();
        var unread = new NodeState(intent, confirmed, Optional.empty(), open, ceiling, incarnation);
        return reading.map(unread::recognizing).orElse(unread);
    }

    private NodeState recognizing(Reading reading) {
        boolean landed = intent.filter(write -> confirmed.generation().isOlderThan(write.generation())
                        && write.aim().equals(reading.share()))
                .isPresent();
        boolean as = landed || reading.share().equals(confirmed.share());
        if (!as || !reading.doubts().isEmpty()) {
            return observing(reading);
        }
        var generation = landed ? intent.orElseThrow().generation() : confirmed.generation();
        return confirming(reading.share(), generation, false, reading);
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
