package io.crossfade.app.cutover;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A plan file as an operator writes it, for one load balancer. */
final class PlanText {

    static final String ERRORS = "error-rate: { limit: 1%, worse-than-baseline: 0.5%, min-requests: 30 }";
    static final String LATENCY = "latency: { quantile: p99, limit: 500ms, min-requests: 30 }";

    private final String adapter;
    private final List<String> router;
    private final List<String> guards = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();
    private final List<String> more = new ArrayList<>(List.of("drain: 2s"));

    private PlanText(String adapter, List<String> router) {
        this.adapter = adapter;
        this.router = new ArrayList<>(router);
    }

    /** For an HAProxy; {@code router} says how it splits. */
    PlanText(Path socket, List<String> router) {
        this("haproxy", router);
        this.router.addAll(List.of("socket: unix:" + socket, "watch: { ring: crossfade }"));
    }

    /** For an NGINX. */
    static PlanText nginx(List<String> router) {
        return new PlanText("nginx", router);
    }

    PlanText guards(String... lines) {
        guards.addAll(List.of(lines));
        return this;
    }

    PlanText step(String share, String bake) {
        steps.add("{ candidate: " + share + ", bake: " + bake + " }");
        return this;
    }

    PlanText line(String line) {
        more.add(line);
        return this;
    }

    PlanText candidateBackend(String name) {
        router.removeIf(line -> line.startsWith("candidate:"));
        router.add("candidate: " + name);
        return this;
    }

    @Override
    public String toString() {
        var lines = new ArrayList<>(List.of("cutover: e2e", "routers:", "  - " + adapter + ":"));
        router.forEach(line -> lines.add("      " + line));
        lines.add("guards:");
        guards.forEach(guard -> lines.add("  - " + guard));
        lines.add("steps:");
        steps.forEach(step -> lines.add("  - " + step));
        lines.addAll(more);
        return String.join("\n", lines) + "\n";
    }
}
