package io.crossfade.nginx;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Split;
import io.crossfade.core.port.Finding;
import io.crossfade.core.weights.WeightSteps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Looks at an NGINX Plus without writing. */
final class PlusExamination {

    /** The first exchange of a program loads what every later one needs, and nothing waits for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final PlusSpec spec;
    private final Plan plan;
    private final PlusSight sight;
    private final List<Finding> findings = new ArrayList<>();

    PlusExamination(PlusSpec spec, Plan plan, PlusSight sight) {
        this.spec = spec;
        this.plan = plan;
        this.sight = sight;
    }

    CompletionStage<List<Finding>> examine() {
        return sight.look(PATIENCE).thenApply(sighting -> {
            if (sighting instanceof PlusSight.Sighting.Unseen unseen) {
                return List.of(unseen(unseen.answer()));
            }
            judge(((PlusSight.Sighting.Seen) sighting).state());
            return List.copyOf(findings);
        });
    }

    private Finding unseen(PlusAnswer answer) {
        return Finding.error(
                spec.api() + ": " + answer.trouble(),
                answer instanceof PlusAnswer.Refused refused
                        ? refused.remedy()
                        : "is NGINX Plus running, and does `api:` name the location with `api write=on;`?");
    }

    private void judge(PlusState state) {
        findings.add(Finding.info("NGINX " + state.version() + " at " + spec.api()));
        findings.add(Finding.warning(
                "NGINX Plus was never run with this program, which follows the documentation of the API alone",
                "try the plan on a test machine first"));
        if (!spec.isLoopback()) {
            findings.add(Finding.warning(
                    spec.api() + " leaves the machine: whoever reaches it may change the split",
                    "allow 127.0.0.1; deny all; in the API's location, and http://127.0.0.1 in the plan"));
        }
        findings.add(
                Finding.info("whether the API takes writes cannot be seen without one: where `api` lacks `write=on`"
                        + " the first step is refused (" + PlusError.METHOD_DISABLED.code() + ")"));
        findings.add(Finding.info("which balancing method the group has the API does not tell: weights are shares of"
                + " requests with the default one, and not with least_conn, least_time, hash, ip_hash or sticky"));
        PlusReading seen;
        try {
            seen = PlusReading.of(spec, state);
        } catch (IllegalArgumentException e) {
            findings.add(Finding.error(
                    String.valueOf(e.getMessage()), "name servers as the API shows them, each once in the group"));
            return;
        }
        cluster(Cluster.BASELINE, seen.baseline());
        cluster(Cluster.CANDIDATE, seen.candidate());
        share(seen);
        findings.addAll(WeightSteps.findings(plan, seen.model(seen.bases())));
        reload();
    }

    private void cluster(Cluster cluster, List<PlusServer> servers) {
        var what = "the " + cluster.word();
        var lost = servers.stream()
                .filter(server -> !server.usable())
                .map(server -> server.address() + " " + server.state())
                .toList();
        if (lost.size() == servers.size()) {
            findings.add(Finding.error(what + " has no usable server: " + lost, "bring its servers up"));
        } else if (!lost.isEmpty()) {
            findings.add(Finding.warning(
                    what + ": not usable: " + lost,
                    "bring them up: each that comes back takes its part of the weight"));
        } else {
            findings.add(Finding.info(what + ": " + servers.size() + " servers"));
        }
        for (var server : servers) {
            if (server.backup()) {
                findings.add(Finding.error(
                        what + ": server " + server.address() + " is a backup server, which has no share",
                        "remove `backup` from its line"));
            }
            if (server.slowStart()) {
                findings.add(Finding.warning(
                        what + ": server " + server.address()
                                + " has slow_start: its share comes late, and the API does"
                                + " not tell how much of it there is",
                        "remove `slow_start` from its line"));
            }
        }
    }

    private void share(PlusReading seen) {
        for (var server : seen.others()) {
            findings.add(Finding.error(
                    "server " + server.address() + " of upstream " + spec.upstream() + " is of neither cluster",
                    "name it in the plan, or take it down"));
        }
        if (!seen.share().isNone()) {
            findings.add(Finding.drift(
                    "the candidate has " + seen.share() + " of the weight in upstream " + spec.upstream()
                            + " (expected: 0%)",
                    String.join("\n", spec.manual(Split.ALL_BASELINE))));
        } else if (seen.baseline().stream().allMatch(PlusServer::down)) {
            findings.add(Finding.error(
                    "every server of upstream " + spec.upstream() + " is down", "bring the baseline's servers up"));
        }
    }

    /** Weights live in the group's zone, so the end of a cutover is not yet the end of the work. */
    private void reload() {
        findings.add(Finding.warning(
                "without a `state` file the split is lost at the next reload",
                spec.baseline().stream()
                        .map(server -> "    server " + server + " down;")
                        .collect(Collectors.joining(
                                "\n", "in nginx.conf, upstream " + spec.upstream() + ", at the end:\n", ""))));
    }
}
