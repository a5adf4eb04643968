package io.crossfade.haproxy;

import io.crossfade.core.spi.Pairing;
import io.crossfade.core.spi.Pairing.Pair;
import io.crossfade.haproxy.Inventory.Backend;
import io.crossfade.haproxy.Inventory.Server;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The servers of two clusters in one backend.
 *
 * @param why what the assignment goes by
 */
record Clusters(Backend backend, List<String> baseline, List<String> candidate, String why) {

    /** The two backends that seem to be the old and the new one. */
    static Optional<Pair> ofBackends(List<Backend> backends) {
        var byName = Pairing.among(backends.stream().map(Backend::name).toList());
        if (byName.isPresent() || backends.size() != 2) {
            return byName;
        }
        var first = backends.get(0);
        var second = backends.get(1);
        if (first.requests() == second.requests()) {
            return Optional.empty();
        }
        boolean inOrder = first.requests() > second.requests();
        var busy = inOrder ? first : second;
        var idle = inOrder ? second : first;
        return Optional.of(new Pair(
                busy.name(),
                idle.name(),
                "guessed from the traffic, " + busy.requests() + " requests against " + idle.requests()));
    }

    /** Servers with a weight are the baseline, those without the candidate; empty where all are alike. */
    static Optional<Clusters> byWeight(Backend backend) {
        var baseline = names(backend, true);
        var candidate = names(backend, false);
        return baseline.isEmpty() || candidate.isEmpty()
                ? Optional.empty()
                : Optional.of(new Clusters(
                        backend,
                        baseline,
                        candidate,
                        "guessed from the weights, servers of weight 0 are the candidate"));
    }

    /** Servers whose names are alike but for a number at the end belong together; empty where there are not two kinds. */
    static Optional<Clusters> byName(Backend backend) {
        Map<String, List<String>> kinds = new LinkedHashMap<>();
        for (var server : backend.servers()) {
            var kind = server.name().replaceAll("\\d+$", "").replaceAll("[-_.:]$", "");
            kinds.merge(kind, List.of(server.name()), Clusters::joined);
        }
        return kinds.size() == 2
                ? Pairing.among(List.copyOf(kinds.keySet()))
                        .map(pair -> new Clusters(
                                backend,
                                kinds.getOrDefault(pair.baseline(), List.of()),
                                kinds.getOrDefault(pair.candidate(), List.of()),
                                pair.why()))
                : Optional.empty();
    }

    private static List<String> names(Backend backend, boolean weighted) {
        return backend.servers().stream()
                .filter(server -> !server.backup() && (server.weight() > 0) == weighted)
                .map(Server::name)
                .toList();
    }

    private static List<String> joined(List<String> left, List<String> right) {
        return Stream.concat(left.stream(), right.stream()).toList();
    }
}
