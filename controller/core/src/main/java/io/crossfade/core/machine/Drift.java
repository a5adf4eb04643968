package io.crossfade.core.machine;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.port.Reading;

/** How a reading differs from what was confirmed on a node, and what that means. */
enum Drift {
    /** As confirmed. */
    NONE,
    /** A new life of the load balancer with no more than the confirmed share: what a reload leaves. */
    RELOAD,
    /** A new life of the load balancer with more than the confirmed share. */
    RELOAD_ABOVE,
    /** Servers were lost or came back, and the share is no more than was asked for. */
    MEMBERSHIP,
    /** Servers were lost or came back, and the share is more than was asked for. */
    MEMBERSHIP_ABOVE,
    /** A write of ours that was still open has landed after a newer one. */
    LATE_WRITE,
    /** Another hand. */
    FOREIGN,
    /** The parts of a reading do not agree, such as a file and the running process. */
    DOUBT;

    /** More reloads than this in a cutover are no accident. */
    static final int MOST_RELOADS = 3;

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
        if (reborn && reading.share().exceeds(confirmed)) {
            return RELOAD_ABOVE;
        }
        if (reborn && reading.configured()) {
            return RELOAD;
        }
        if (!reborn && !reading.membership().equals(node.confirmed().membership())) {
            return reading.share().exceeds(AchievedShare.max(confirmed, node.intended()))
                    ? MEMBERSHIP_ABOVE
                    : MEMBERSHIP;
        }
        return !reborn && reading.share().exceeds(confirmed) && node.mayHaveLanded(reading.share())
                ? LATE_WRITE
                : FOREIGN;
    }

    /** True where only a person can say what is right. */
    boolean needsPerson() {
        return this == FOREIGN || this == DOUBT;
    }

    /** What was seen, for people. */
    static String text(Turn turn, int node, Reading reading, Drift drift) {
        var seen = turn.label(node) + " shows " + reading.share() + ", confirmed was "
                + turn.cutover().node(node).confirmed().share();
        return switch (drift) {
            case NONE -> turn.label(node) + " is as confirmed";
            case RELOAD, RELOAD_ABOVE -> "the load balancer was reloaded (" + reading.incarnation() + "): " + seen;
            case MEMBERSHIP, MEMBERSHIP_ABOVE ->
                "servers were lost or came back (usable: " + reading.membership() + "): " + seen;
            case LATE_WRITE -> "an earlier write landed late: " + seen;
            case FOREIGN -> "drift, changed by another hand: " + seen;
            case DOUBT -> "drift: " + turn.label(node) + ": " + String.join(", ", reading.doubts());
        };
    }
}
