package io.crossfade.app.cutover;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A plan file as an operator writes it. */
final class PlanText {

    static final String ERRORS = "error-rate: { limit: 1%, worse-than-baseline: 0.5%, min-requests: 30 }";
    static final String LATENCY = "latency: { quantile: p99, limit: 500ms, min-requests: 30 }";

    private final List<List<String>> routers;
    private final List<String> guards = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();
    private final List<String> more = new ArrayList<>(List.of("drain: 2s"));

    /** @param routers the entries under {@code routers:}, each in its lines */
    PlanText(List<List<String>> routers) {
        this.routers = routers.stream().<List<String>>map(ArrayList::new).toList();
    }

    /** For one HAProxy. */
    PlanText(Path socket, List<String> lines) {
        this(List.of(haproxy(socket, lines)));
    }

    /** @param lines what stands under {@code haproxy:} besides the socket and the ring */
    static List<String> haproxy(Path socket, List<String> lines) {
        var router = new ArrayList<>(List.of("haproxy:", "  socket: unix:" + socket, "  watch: { ring: crossfade }"));
        lines.forEach(line -> router.add("  " + line));
        return router;
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
        routers.forEach(
                router -> router.replaceAll(line -> line.startsWith("  candidate:") ? "  candidate: " + name : line));
        return this;
    }

    @Override
    public String toString() {
        var lines = new ArrayList<>(List.of("cutover: e2e", "routers:"));
        for (var router : routers) {
            lines.add("  - " + router.get(0));
            router.subList(1, router.size()).forEach(line -> lines.add("    " + line));
        }
        lines.add("guards:");
        guards.forEach(guard -> lines.add("  - " + guard));
        lines.add("steps:");
        steps.forEach(step -> lines.add("  - " + step));
        lines.addAll(more);
        return String.join("\n", lines) + "\n";
    }
}
