package io.crossfade.core.analysis;

import io.crossfade.core.plan.AchievedShare;
import java.util.List;

/**
 * Which share the candidate is believed to have on each node: what was confirmed, or what is being shifted to where
 * that is more.
 *
 * @param shares one for each node, in the plan's order
 * @param step the step that the cutover stands at or goes to, counted from 0; -1 for none
 */
public record Exposure(List<AchievedShare> shares, int step) {

    public Exposure {
        shares = List.copyOf(shares);
    }

    /** An exposure that is no step's. */
    public Exposure(List<AchievedShare> shares) {
        this(shares, -1);
    }

    public boolean candidateCarries() {
        return shares.stream().anyMatch(share -> !share.isNone());
    }

    public boolean baselineCarries() {
        return shares.stream().anyMatch(share -> !share.isAll());
    }
}
