package io.crossfade.haproxy;

import io.crossfade.core.port.Finding;
import java.util.List;
import java.util.Set;

/**
 * What the balancing algorithm makes of weights. Measured on 2.6 with weights 90 and 10: roundrobin gives exactly a
 * tenth, random about a tenth, leastconn up to a half, and first takes every weight and heeds none.
 */
final class BalanceFindings {

    private static final Set<String> HASHES = Set.of("source", "uri", "url_param", "hdr", "rdp-cookie", "hash");

    private BalanceFindings() {}

    /** Nothing at a level that is not told the algorithm. */
    static List<Finding> of(String backend, String algorithm) {
        var what = "backend " + backend + ": balance " + algorithm;
        if (HASHES.contains(algorithm)) {
            return List.of(Finding.warning(
                    what
                            + ": a share of keys, not of requests; whether it is `hash-type consistent` cannot be seen, and"
                            + " without that HAProxy refuses the first weight",
                    "balance roundrobin"));
        }
        return switch (algorithm) {
            case "" -> List.of();
            case "roundrobin" -> List.of(Finding.info(what + " keeps to weights exactly"));
            case "random" -> List.of(Finding.info(what + " keeps to weights on average"));
            case "leastconn" ->
                List.of(Finding.warning(
                        what + ": weights are no shares with few requests in flight; weights 90 and 10 gave the second"
                                + " server 50% with one connection, 23% with 8 and 9% with 40",
                        "balance roundrobin"));
            case "first" -> List.of(Finding.error(what + " takes weights and heeds none", "balance roundrobin"));
            case "static-rr" -> List.of(Finding.error(what + " refuses new weights", "balance roundrobin"));
            case "unknown" ->
                List.of(Finding.warning(
                        "backend " + backend + ": HAProxy does not tell the algorithm, which is so for `balance random`"
                                + " (fine) and for `balance hash` (a share of keys)",
                        "balance roundrobin"));
            default ->
                List.of(Finding.error(
                        what + " (expected: one that is known to keep to weights)", "balance roundrobin"));
        };
    }
}
