package io.crossfade.resilient;

import io.crossfade.core.plan.RouterSpec;
import io.crossfade.core.plan.Split;
import java.util.List;

/** A spec of nothing, so that a plan can be built. */
record NamedSpec() implements RouterSpec {

    @Override
    public String adapter() {
        return "fake";
    }

    @Override
    public String label() {
        return "fake";
    }

    @Override
    public String identity() {
        return "fake";
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
