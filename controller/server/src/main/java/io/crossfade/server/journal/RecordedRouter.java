package io.crossfade.server.journal;

import io.crossfade.core.plan.RouterSpec;
import io.crossfade.core.plan.Split;
import io.crossfade.server.CutoverLock;
import java.util.List;

/**
 * A load balancer as a journal knows it. What an adapter would need to speak to it is not here, since that may have
 * come from a secret: the plan's text has it as it was written.
 *
 * @param identity the hash of the identity, the one that names the lock
 */
record RecordedRouter(String adapter, String label, String identity) implements RouterSpec {

    static RecordedRouter of(RouterSpec spec) {
        return spec instanceof RecordedRouter recorded
                ? recorded
                : new RecordedRouter(spec.adapter(), spec.label(), CutoverLock.hash(spec.identity()));
    }

    @Override
    public List<String> preview(Split split) {
        return List.of();
    }

    @Override
    public List<String> manual(Split split) {
        return List.of();
    }
}
