package io.crossfade.core.analysis;

import io.crossfade.core.plan.AchievedShare;
import java.util.List;

/**
 * Which share the candidate is believed to have on each node: what was confirmed, or what is being shifted to where
 * that is more.
 *
 * @param shares one for each node, in the plan's order
 */
public record Exposure(List<AchievedShare> shares) {

    public Exposure {
        shares = List.copyOf(shares);
    }

    public boolean candidateCarries() {
        return shares.stream().anyMatch(share -> !share.isNone());
    }

    public boolean baselineCarries() {
        return shares.stream().anyMatch(share -> !share.isAll());
    }
}
