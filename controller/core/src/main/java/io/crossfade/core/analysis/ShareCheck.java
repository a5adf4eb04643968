package io.crossfade.core.analysis;

import io.crossfade.core.analysis.sequential.ShareTest;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the candidate's part of real requests is the part that it was given, for each node by itself and anew with
 * every share. A node whose clients stay where they are deals out clients and not requests, so that a few busy ones may
 * be all that is off: there it is told and no doubt.
 */
final class ShareCheck {

    /** A part of the smaller cluster's share by which it may be off. */
    private static final double TOLERATED = 0.1;

    /** The chance of a false doubt is shared among the nodes. */
    private final double line;

    private final List<Node> nodes = new ArrayList<>();

    private static final class Node {
        final String prefix;
        final boolean sticky;
        final ShareTest test = new ShareTest(TOLERATED);
        double share;
        long requests;
        long ofCandidate;

        Node(String prefix, boolean sticky) {
            this.prefix = prefix;
            this.sticky = sticky;
            restart(0);
        }

        void restart(double told) {
            share = told;
            requests = 0;
            ofCandidate = 0;
            test.share(told);
        }

        boolean isOff(double line) {
            // Where all was told to be the candidate's no odds can be bet on.
            return share == 1
                    ? ConfidenceSequence.isBelow(ofCandidate, requests, 1 - TOLERATED, Math.exp(-line))
                    : test.logWealth() >= line;
        }
    }

    ShareCheck(Plan plan) {
        boolean alone = plan.nodes() == 1;
        plan.routers().forEach(router -> nodes.add(new Node(alone ? "" : router.label() + ": ", router.sticky())));
        line = Math.log(plan.nodes() / ShareTest.ALPHA);
    }

    void exposure(List<AchievedShare> exposed) {
        for (int i = 0; i < nodes.size(); i++) {
            double told = exposed.get(i).fraction();
            if (told != nodes.get(i).share) {
                nodes.get(i).restart(told);
            }
        }
    }

    void clear() {
        nodes.forEach(node -> node.restart(node.share));
    }

    void add(int node, boolean isCandidate, long count) {
        Node of = nodes.get(node);
        of.requests += count;
        of.ofCandidate += isCandidate ? count : 0;
        of.test.observe(isCandidate ? 0 : count, isCandidate ? count : 0);
    }

    /** Present where the part that was seen can not be the one that was given, a tenth of it more or less. */
    Optional<String> doubt() {
        return off(false);
    }

    /** Likewise for nodes whose clients stay where they are. */
    Optional<String> remark() {
        return off(true).map(text -> text + ", clients stay where they are");
    }

    private Optional<String> off(boolean sticky) {
        for (Node node : nodes) {
            if (node.sticky == sticky && node.requests > 0 && node.isOff(line)) {
                return Optional.of(node.prefix + "the candidate gets " + Words.percent(node.test.seen())
                        + " of the requests instead of " + Words.percent(node.share) + ", n=" + node.requests);
            }
        }
        return Optional.empty();
    }
}
