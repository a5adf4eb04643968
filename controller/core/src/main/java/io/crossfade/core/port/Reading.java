package io.crossfade.core.port;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.ShareModel;
import java.util.List;

/**
 * What a load balancer itself says of the split, read from it and never remembered.
 *
 * @param share the share that its numbers amount to
 * @param incarnation which life of the load balancer answered, such as {@code 4711@1700000000}; a reload changes it
 * @param configured true where the split is the one that a reload would bring, so that a new incarnation with it is a
 *     reload reset and not a person's change
 * @param baselineUsable how many servers of the baseline can take a request
 * @param candidateUsable how many servers of the candidate can take a request
 * @param candidateInFlight requests that the candidate's servers are working on
 * @param baselineInFlight requests that the baseline's servers are working on
 * @param shares what this load balancer makes of a share that it is asked for, with the servers that are usable now
 * @param membership which servers are usable, so that a share that moved because a server was lost or came back is told
 *     from one that another hand has changed; constant where the share does not depend on them
 * @param doubts what does not agree, such as a file that holds another share than the running process; with doubts a
 *     reading confirms nothing
 */
public record Reading(
        AchievedShare share,
        String incarnation,
        boolean configured,
        int baselineUsable,
        int candidateUsable,
        long candidateInFlight,
        long baselineInFlight,
        ShareModel shares,
        String membership,
        List<String> doubts) {

    public Reading {
        doubts = List.copyOf(doubts);
    }

    /** A reading of a load balancer that splits by a fraction, whatever servers are usable. */
    public Reading(
            AchievedShare share,
            String incarnation,
            boolean configured,
            int baselineUsable,
            int candidateUsable,
            long candidateInFlight,
            long baselineInFlight,
            List<String> doubts) {
        this(
                share,
                incarnation,
                configured,
                baselineUsable,
                candidateUsable,
                candidateInFlight,
                baselineInFlight,
                ShareModel.EXACT,
                "",
                doubts);
    }

    /** This reading without its in-flight numbers, which change with every request and decide nothing by themselves. */
    public Reading atRest() {
        return new Reading(
                share, incarnation, configured, baselineUsable, candidateUsable, 0, 0, shares, membership, doubts);
    }
}
