package io.crossfade.haproxy;

import io.crossfade.core.spi.Initializer.Proposal;
import io.crossfade.core.spi.Initializer.Request;
import io.crossfade.core.spi.Pairing.Pair;
import io.crossfade.haproxy.Inventory.SplitMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chooses how the HAProxy that was seen can split: by a map value where there is one, by weights where one backend has
 * servers of both clusters, and otherwise by a map that is still to be added.
 */
final class Proposer {

    private static final String NAMED = "named by --baseline and --candidate";

    private final Request request;
    private final Inventory seen;
    private final List<SplitMap> maps;
    private final Advice advice;

    Proposer(Request request, Inventory seen, List<SplitMap> maps) {
        this.request = request;
        this.seen = seen;
        this.maps = maps;
        this.advice = new Advice(request, seen);
    }

    Proposal propose() {
        if (seen.level().equals("user")) {
            return refused(List.of(
                    "socket level: user (expected: operator or admin; at level user neither cookies nor algorithms can"
                            + " be seen, and the request stream is refused)"));
        }
        if (!request.baseline().isEmpty() || !request.candidate().isEmpty()) {
            return named();
        }
        var pair = Clusters.ofBackends(seen.backends());
        if (!maps.isEmpty()) {
            return pair.map(this::byMap)
                    .orElseGet(() -> refused(List.of("map " + maps.get(0).file()
                            + " may hold the split, but which two backends it chooses between cannot be told from their"
                            + " names: give --baseline and --candidate")));
        }
        var withBoth = seen.backends().stream()
                .flatMap(backend -> Clusters.byWeight(backend).stream())
                .toList();
        if (withBoth.size() == 1) {
            return byWeights(withBoth.get(0));
        }
        return pair.map(this::byMap).orElseGet(this::oneBackend);
    }

    /** One backend whose servers' names come in two kinds; a last resort, since two backends say more. */
    private Proposal oneBackend() {
        var kinds = seen.backends().stream()
                .flatMap(backend -> Clusters.byName(backend).stream())
                .toList();
        return kinds.size() == 1 ? byWeights(kinds.get(0)) : nothingFits();
    }

    private Proposal named() {
        var baseline = request.baseline();
        var candidate = request.candidate();
        if (baseline.isEmpty() || candidate.isEmpty()) {
            return refused(List.of("give --baseline and --candidate both, or neither"));
        }
        boolean backends = baseline.size() == 1
                && candidate.size() == 1
                && seen.backend(baseline.get(0)).isPresent()
                && seen.backend(candidate.get(0)).isPresent();
        if (backends) {
            return byMap(new Pair(baseline.get(0), candidate.get(0), NAMED));
        }
        return seen.backends().stream()
                .filter(backend ->
                        backend.names().containsAll(baseline) && backend.names().containsAll(candidate))
                .findFirst()
                .map(backend -> byWeights(new Clusters(backend, baseline, candidate, NAMED)))
                .orElseGet(() -> refused(List.of("no two backends, and no servers of one backend, are named "
                        + String.join(", ", baseline) + " and " + String.join(", ", candidate))));
    }

    private Proposal byMap(Pair pair) {
        var baseline = seen.backend(pair.baseline()).orElseThrow();
        var candidate = seen.backend(pair.candidate()).orElseThrow();
        var obstacles = new ArrayList<>(Obstacles.of(baseline));
        obstacles.addAll(Obstacles.of(candidate));
        if (pair.baseline().equals(pair.candidate())) {
            obstacles.add("candidate: " + pair.candidate() + " (expected: another than the baseline)");
        }
        if (maps.size() > 1) {
            obstacles.add("several maps may hold the split: "
                    + String.join(", ", maps.stream().map(SplitMap::file).toList()) + " (expected: one)");
        }
        if (!obstacles.isEmpty()) {
            return refused(obstacles);
        }
        Optional<SplitMap> map = maps.stream().findFirst();
        var entry = Entries.map(request.place(), map, advice, pair, baseline, candidate);
        return new Proposal(
                lines(),
                List.of(),
                Proposal.name(pair.baseline(), pair.candidate()),
                entry,
                advice.forMap(pair.baseline(), pair.candidate(), map));
    }

    private Proposal byWeights(Clusters clusters) {
        var backend = clusters.backend();
        var obstacles = new ArrayList<>(Obstacles.of(backend));
        obstacles.addAll(Obstacles.ofWeights(backend, clusters));
        if (!obstacles.isEmpty()) {
            return refused(obstacles);
        }
        return new Proposal(
                lines(),
                List.of(),
                Proposal.name(backend.name(), "cutover"),
                Entries.weights(request.place(), advice, clusters),
                advice.forWeights(backend.name()));
    }

    private Proposal nothingFits() {
        var obstacles = new ArrayList<String>();
        seen.backends().forEach(backend -> obstacles.addAll(Obstacles.of(backend)));
        obstacles.add("nothing that was seen can be told to be the old and the new cluster: name them with --baseline"
                + " and --candidate, as two backends or as the servers of one backend");
        return Proposal.refused(lines(), obstacles, advice.forMap("BASELINE", "CANDIDATE", Optional.empty()));
    }

    private Proposal refused(List<String> obstacles) {
        return Proposal.refused(lines(), obstacles, List.of());
    }

    private List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("HAProxy " + seen.process().version() + " at " + request.place() + ", process "
                + seen.process().pid());
        for (var map : maps) {
            lines.add("map " + map.file() + ": " + map.key() + " " + map.parts());
        }
        for (var backend : seen.backends()) {
            lines.add("backend " + backend.name() + ": mode " + backend.mode() + ", balance " + backend.algorithm()
                    + (backend.cookie().isEmpty() ? "" : ", cookie " + backend.cookie()) + ", servers "
                    + String.join(
                            ", ", backend.servers().stream().map(Proposer::line).toList()));
        }
        seen.rings().forEach(ring -> lines.add("ring " + ring));
        return lines;
    }

    private static String line(Inventory.Server server) {
        return server.name() + " (weight " + server.weight() + (server.backup() ? ", backup)" : ")");
    }
}
