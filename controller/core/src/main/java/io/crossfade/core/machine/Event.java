package io.crossfade.core.machine;

import io.crossfade.core.analysis.Assessment;
import io.crossfade.core.plan.Reaction;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.Write;
import io.crossfade.core.port.WriteResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What can happen to a cutover. Every event is delivered to the present state, so that a new event does not compile
 * until every state has been thought of.
 */
public sealed interface Event {

    /** Hands this event to the method of {@code state} that is about it. */
    Decision deliverTo(State state, Turn turn);

    /** The evaluation tick, or evidence that crossed its line: the only way in which time passes. */
    record Evaluated(Assessment assessment) implements Event {
        @Override
        public Decision deliverTo(State state, Turn turn) {
            return state.onEvaluated(this, turn);
        }
    }

    /** A load balancer was read. */
    record NodeRead(int node, Reading reading) implements Event {
        @Override
        public Decision deliverTo(State state, Turn turn) {
            return state.onNodeRead(this, turn);
        }
    }

    /** A load balancer could not be read for longer than a second. */
    record NodeUnreachable(int node, String reason) implements Event {
        @Override
        public Decision deliverTo(State state, Turn turn) {
            return state.onNodeUnreachable(this, turn);
        }
    }

    /** A load balancer answers, but what carries the split is not there any more. */
    record NodeGone(int node, String reason) implements Event {
        @Override
        public Decision deliverTo(State state, Turn turn) {
            return state.onNodeGone(this, turn);
        }
    }

    /** What is known of a write within its time limit. */
    record WriteEnded(int node, Write write, WriteResult result) implements Event {
        @Override
        public Decision deliverTo(State state, Turn turn) {
            return state.onWriteEnded(this, turn);
        }
    }

    /**
     * A write can take no effect any more. For a write of an earlier process it comes twice: once the load balancer has
     * answered for so long that nothing older can be under way, and a minute later, when it is forgotten.
     *
     * @param closed false where it was given up after 60 s and may yet land
     */
    record WriteSettled(int node, Write write, boolean closed) implements Event {
        @Override
        public Decision deliverTo(State state, Turn turn) {
            return state.onWriteSettled(this, turn);
        }
    }

    /** The wall clock jumped or the loop stood still: what was gathered for passing no longer counts. */
    record Disturbed(String what) implements Event {
        @Override
        public Decision deliverTo(State state, Turn turn) {
            return state.onDisturbed(this, turn);
        }
    }

    /**
     * A new process has taken over from one that was lost. What the journal tells was replayed up to here.
     *
     * @param downtime from the last record to now by the wall clock; zero where that went back
     * @param readings what each load balancer shows now, in the plan's order; empty for one that cannot be read
     */
    record Restarted(Duration downtime, List<Optional<Reading>> readings) implements Event {

        public Restarted {
            readings = List.copyOf(readings);
        }

        @Override
        public Decision deliverTo(State state, Turn turn) {
            return state.onRestarted(this, turn);
        }
    }

    /** The journal can not be written: no forward shift may be made. */
    record JournalFailed(String reason) implements Event {
        @Override
        public Decision deliverTo(State state, Turn turn) {
            return state.onJournalFailed(this, turn);
        }
    }

    /** The process is asked to end (SIGTERM, SIGHUP, the hold timeout). */
    record StopRequested(String cause, Reaction reaction) implements Event {
        @Override
        public Decision deliverTo(State state, Turn turn) {
            return state.onStopRequested(this, turn);
        }
    }

    /** A person's word. The decision says whether it was taken. */
    sealed interface Operator extends Event {

        /** Why, in the person's words. */
        String reason();

        /**
         * The step that it was said of, 1 for the first: it is refused at any other, so that a word that comes late, or
         * twice, does not count for the step after. Empty where it was said of none.
         */
        default OptionalInt step() {
            return OptionalInt.empty();
        }
    }

    /** Stay at the present split with all guards on. */
    record HoldRequested(String reason) implements Operator {
        @Override
        public Decision deliverTo(State state, Turn turn) {
            return state.onHoldRequested(this, turn);
        }
    }

    /**
     * Go on.
     *
     * @param accept also leave the step although guards are INCONCLUSIVE; never overrides FAIL
     */
    record ResumeRequested(boolean accept, String reason) implements Operator {
        @Override
        public Decision deliverTo(State state, Turn turn) {
            return state.onResumeRequested(this, turn);
        }
    }

    /** The approval that a gate waits for. */
    record ApprovalGiven(String reason, OptionalInt step) implements Operator {

        /** One for whichever step waits for it. */
        public ApprovalGiven(String reason) {
            this(reason, OptionalInt.empty());
        }

        @Override
        public Decision deliverTo(State state, Turn turn) {
            return state.onApprovalGiven(this, turn);
        }
    }

    /** Leave the present step now, without waiting out its bake; every guard must pass. */
    record PromoteRequested(String reason, OptionalInt step) implements Operator {

        /** One for whichever step is the present one. */
        public PromoteRequested(String reason) {
            this(reason, OptionalInt.empty());
        }

        @Override
        public Decision deliverTo(State state, Turn turn) {
            return state.onPromoteRequested(this, turn);
        }
    }

    /**
     * All traffic to the baseline.
     *
     * @param force also onto a baseline that has no usable server
     */
    record RollbackRequested(boolean force, String reason) implements Operator {
        @Override
        public Decision deliverTo(State state, Turn turn) {
            return state.onRollbackRequested(this, turn);
        }
    }

    /** Take the split that another hand has set for the present one. */
    record AdoptRequested(String reason) implements Operator {
        @Override
        public Decision deliverTo(State state, Turn turn) {
            return state.onAdoptRequested(this, turn);
        }
    }
}
