package io.crossfade.haproxy;

import io.crossfade.haproxy.Inventory.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Why a backend cannot carry a split. */
final class Obstacles {

    private static final Pattern NAME = Pattern.compile(HaproxySpec.NAME);

    /** Whether these are `hash-type consistent` cannot be seen; without it HAProxy refuses every new weight. */
    private static final Set<String> HASHES = Set.of("source", "uri", "url_param", "hdr", "rdp-cookie", "hash");

    private Obstacles() {}

    static List<String> of(Backend backend) {
        var what = "backend " + backend.name() + ": ";
        var obstacles = new ArrayList<String>();
        if (!NAME.matcher(backend.name()).matches()) {
            obstacles.add(what + "a name that no plan can carry (expected: " + NAME + ")");
        }
        if (!backend.mode().equals("http")) {
            obstacles.add(what + "mode " + backend.mode()
                    + " (expected: http; a connection of mode tcp keeps its server for life)");
        }
        if (!backend.cookie().isEmpty()) {
            obstacles.add(what + "cookie " + backend.cookie()
                    + " keeps clients on their servers whatever the split is, and HAProxy does not count such requests as"
                    + " selected (expected: no cookie persistence; a plan may say `sticky: accept` by hand)");
        }
        return obstacles;
    }

    /** What besides keeps {@code backend} from being split by weights. */
    static List<String> ofWeights(Backend backend, Clusters clusters) {
        var what = "backend " + backend.name() + ": ";
        var obstacles = new ArrayList<String>();
        for (var names : List.of(clusters.baseline(), clusters.candidate())) {
            names.stream()
                    .filter(name -> !NAME.matcher(name).matches())
                    .forEach(name -> obstacles.add(what + "server " + name + " (expected: " + NAME + ")"));
        }
        if (clusters.baseline().stream().anyMatch(clusters.candidate()::contains)) {
            obstacles.add(what + "a server is in both clusters");
        }
        var algorithm = backend.algorithm();
        var remedy = " (expected: balance roundrobin; or two backends behind a map, which split whatever the algorithm"
                + " is)";
        if (HASHES.contains(algorithm)) {
            obstacles.add(what + "balance " + algorithm
                    + " splits keys, not requests, and refuses new weights unless `hash-type consistent`" + remedy);
        } else if (algorithm.equals("first")) {
            obstacles.add(what + "balance first takes weights and heeds none" + remedy);
        } else if (algorithm.equals("static-rr")) {
            obstacles.add(what + "balance static-rr refuses new weights" + remedy);
        }
        return obstacles;
    }
}
