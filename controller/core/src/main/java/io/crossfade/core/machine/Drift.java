package io.crossfade.core.machine;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.port.Reading;
import java.time.Duration;

/** How a reading differs from what was confirmed on a node, and what that means. */
enum Drift {
    /** As confirmed. */
    NONE,
    /** A new life of the load balancer with no more than the confirmed share: what a reload leaves. */
    RELOAD,
    /** A new life of the load balancer with more than the confirmed share. */
    RELOAD_ABOVE,
    /** A new life of the load balancer with some of the confirmed share, and not as configured: partly restored. */
    PARTLY_RESTORED,
    /** Servers were lost or came back, and the share is no more than was asked for. */
    MEMBERSHIP,
    /** Servers were lost or came back, and the share is more than was asked for. */
    MEMBERSHIP_ABOVE,
    /** A write of ours that was still open has landed after a newer one. */
    LATE_WRITE,
    /** The same life, and the share is again what it was before our write: an agent or a tool sets it. */
    FLIPPED_BACK,
    /** Another hand. */
    FOREIGN,
    /** The parts of a reading do not agree, such as a file and the running process. */
    DOUBT;

    /** More reloads than this in a cutover are no accident. */
    static final int MOST_RELOADS = 3;

    /** Another hand that is seen this often within five minutes will not stop: nothing but a rollback is written then. */
    static final int MOST_DRIFTS = 3;

    static final long WITHIN_NANOS = Duration.ofMinutes(5).toNanos();

    static Drift of(NodeState node, Reading reading) {
        var confirmed = node.confirmed().share();
        boolean reborn = !reading.incarnation().equals(node.incarnation());
        if (reading.share().equals(confirmed)) {
            if (!reading.doubts().isEmpty()) {
                return DOUBT;
            }
            if (reborn) {
                return RELOAD;
            }
            return reading.membership().equals(node.confirmed().membership()) ? NONE : MEMBERSHIP;
        }
        if (reborn) {
            return reading.share().exceeds(confirmed) ? RELOAD_ABOVE : reading.configured() ? RELOAD : PARTLY_RESTORED;
        }
        if (!reading.membership().equals(node.confirmed().membership())) {
            return reading.share().exceeds(AchievedShare.max(confirmed, node.intended()))
                    ? MEMBERSHIP_ABOVE
                    : MEMBERSHIP;
        }
        if (reading.share().exceeds(confirmed) && node.mayHaveLanded(reading.share())) {
            return LATE_WRITE;
        }
        return reading.share().equals(node.confirmed().before()) ? FLIPPED_BACK : FOREIGN;
    }

    /** True where only a person can say what is right. */
    boolean needsPerson() {
        return isForeign() || this == DOUBT;
    }

    /** True where another hand has set another share than ours, which is never fought. */
    boolean isForeign() {
        return this == FOREIGN || this == FLIPPED_BACK || this == PARTLY_RESTORED;
    }

    /** True where it was not us, nor servers that come and go. */
    boolean isAnotherHand() {
        return this != NONE && this != MEMBERSHIP && this != LATE_WRITE;
    }

    /** True where the candidate has more than it should for a cause that no person decided: it is taken back at once. */
    boolean isTakenBack(Reading reading) {
        return this == RELOAD_ABOVE || this == LATE_WRITE || (this == MEMBERSHIP_ABOVE && reading.baselineUsable() > 0);
    }

    /** What was seen, for people. */
    static String text(Turn turn, int node, Reading reading, Drift drift) {
        var seen = turn.label(node) + " shows " + reading.share() + ", confirmed was "
                + turn.cutover().node(node).confirmed().share();
        return switch (drift) {
            case NONE -> turn.label(node) + " is as confirmed";
            case RELOAD ->
                "the load balancer was reloaded (" + reading.incarnation() + ")"
                        + (reading.configured() ? " and has what is configured: " : ": ") + seen;
            case PARTLY_RESTORED ->
                "the load balancer was reloaded (" + reading.incarnation()
                        + ") and has neither the split nor what is configured: " + seen;
            case FLIPPED_BACK ->
                "drift, the value flipped back to what it was before, as an agent check or another tool does it: "
                        + seen;
            case RELOAD_ABOVE -> "the load balancer was reloaded (" + reading.incarnation() + "): " + seen;
            case MEMBERSHIP, MEMBERSHIP_ABOVE ->
                "servers were lost or came back (usable: " + reading.membership() + "): " + seen;
            case LATE_WRITE -> "an earlier write landed late: " + seen;
            case FOREIGN -> "drift, changed by another hand: " + seen;
            case DOUBT -> "drift: " + turn.label(node) + ": " + String.join(", ", reading.doubts());
        };
    }
}
