package io.crossfade.core.plan;

import java.util.List;

/**
 * A load balancer that exists in name only.
 *
 * @param label its name
 */
public record FakeSpec(String label) implements RouterSpec {

    @Override
    public String adapter() {
        return "fake";
    }

    @Override
    public String identity() {
        return "fake:" + label;
    }

    @Override
    public List<String> preview(Split split) {
        return List.of("set " + label + " " + split.candidate());
    }

    @Override
    public List<String> manual(Split split) {
        return List.of("fakectl " + label + " " + split.candidate());
    }
}
