package io.crossfade.simulations.scenario;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Share;
import java.time.Duration;
import java.util.Optional;

/**
 * Something that happens at a load balancer, to its signals, to the controller, or by a person's hand.
 *
 * @param node the one load balancer, from 1; empty for all
 */
public record Incident(When when, Optional<Integer> node, Kind kind) {

    /** What happens. */
    public sealed interface Kind {

        /** Writes meet with this. */
        record Writes(Manner manner) implements Kind {}

        /** Answers take so long. */
        record Answers(Duration by) implements Kind {}

        /** It stops; what it is sent is carried out when it goes on. */
        record Freeze() implements Kind {}

        /** It cannot be read. */
        record Unreadable() implements Kind {}

        /** It begins a new life with this share. */
        record Reload(Share share) implements Kind {}

        /** Another hand sets this share. */
        record Hand(Share share) implements Kind {}

        /** So many servers of a cluster are usable. */
        record Usable(Cluster in, int servers) implements Kind {}

        /** Lines of requests come so late. */
        record Lag(Duration by) implements Kind {}

        /** So many lines are lost. */
        record Loss(double rate) implements Kind {}

        /** So many lines come twice. */
        record Duplicates(double rate) implements Kind {}

        /** No line comes and nobody notices. */
        record Silence() implements Kind {}

        /** Neither lines nor counters come. */
        record Blackout() implements Kind {}

        /** There are counters and no lines, as where a load balancer logs nothing. */
        record CountersOnly() implements Kind {}

        /** The stream ends and the source says so. */
        record Detached() implements Kind {}

        /** The wall clock jumps, back where negative. */
        record Jump(Duration by) implements Kind {}

        /** The journal takes its time, and now and then an entry cannot be made durable. */
        record SlowDisk() implements Kind {}

        /** The controller stands still. */
        record Stall(Duration lasting) implements Kind {}

        /** The controller's process is lost, and after so long the next one takes over. */
        record Crash(Duration downtime) implements Kind {}

        /** The operator's word. */
        record Word(Verb verb) implements Kind {}
    }

    /** What becomes of writes. */
    public enum Manner {
        /** Answered with a refusal. */
        REFUSED,
        /** No connection. */
        UNSENT,
        /** Carried out, the answer lost. */
        UNANSWERED,
        /** Not carried out, and no answer. */
        LOST,
        /** Answered as if carried out. */
        IGNORED
    }

    /** What an operator may say. */
    public enum Verb {
        HOLD,
        RESUME,
        ACCEPT,
        APPROVE,
        PROMOTE,
        ADOPT,
        ROLLBACK
    }
}
