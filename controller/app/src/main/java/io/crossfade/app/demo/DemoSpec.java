package io.crossfade.app.demo;

import io.crossfade.core.plan.RouterSpec;
import io.crossfade.core.plan.Split;
import java.util.List;

/**
 * The demo's proxy as a plan names it.
 *
 * @param proxy where it listens, {@code 127.0.0.1:port}
 * @param baseline the name of cluster X, which its servers' names begin with
 * @param candidate the name of cluster Y, which its servers' names begin with
 */
record DemoSpec(String proxy, String baseline, String candidate) implements RouterSpec {

    @Override
    public String adapter() {
        return DemoProvider.NAME;
    }

    @Override
    public String label() {
        return DemoProvider.NAME + " proxy " + proxy;
    }

    @Override
    public String identity() {
        return DemoProvider.NAME + " " + proxy;
    }

    @Override
    public List<String> preview(Split split) {
        return List.of("candidate " + split.candidate().parts() + " of 10000");
    }

    @Override
    public List<String> manual(Split split) {
        return List.of("# nothing to do: the proxy ends with the demo");
    }
}
