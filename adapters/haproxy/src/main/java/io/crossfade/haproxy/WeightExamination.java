package io.crossfade.haproxy;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Split;
import io.crossfade.core.port.Finding;
import io.crossfade.core.weights.WeightSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Looks at an HAProxy with both clusters in one backend, without writing: one line of questions. */
final class WeightExamination {

    private static final int ANSWERS = 6;

    private final HaproxyWeightsSpec spec;
    private final RuntimeSocket runtime;
    private final SocketExamination socket;

    WeightExamination(HaproxyWeightsSpec spec, RuntimeSocket runtime) {
        this.spec = spec;
        this.runtime = runtime;
        this.socket = new SocketExamination(spec.socket(), spec.ring());
    }

    CompletionStage<List<Finding>> examine(Plan plan) {
        var line = Commands.line(List.of(
                "show cli level",
                "show info",
                "show events",
                "show table",
                WeightSnapshot.stateCommand(spec),
                Snapshot.statCommand(spec.backend())));
        return runtime.look(line).reply().thenApply(reply -> judge(plan, reply));
    }

    private List<Finding> judge(Plan plan, Reply reply) {
        if (reply instanceof Reply.NotSent refused) {
            return List.of(socket.unreachable(refused.reason()));
        }
        if (reply instanceof Reply.Cut cut) {
            return List.of(socket.unreachable(cut.reason()));
        }
        try {
            return judge(plan, Answers.of(((Reply.Whole) reply).text(), ANSWERS));
        } catch (IllegalArgumentException e) {
            return List.of(socket.notUnderstood(e));
        }
    }

    private List<Finding> judge(Plan plan, List<String> answers) {
        var findings = new ArrayList<Finding>();
        var level = answers.get(0).strip();
        socket.process(findings, ProcessInfo.parse(answers.get(1)));
        if (!level.equals(SocketExamination.ADMIN)) {
            findings.add(socket.level(level, "admin; weights are refused to others"));
        }
        socket.ring(findings, answers.get(2));
        if (!answers.get(5).startsWith("# ")) {
            findings.add(Finding.error(
                    "backend " + spec.backend() + ": " + answers.get(5).strip(), "name a backend of haproxy.cfg"));
            return List.copyOf(findings);
        }
        var backend = WeightedBackend.parse(answers.get(4), answers.get(5));
        new PersistenceExamination(spec).examine(findings, backend, answers.get(3));
        findings.addAll(BalanceFindings.of(spec.backend(), backend.algorithm()));
        servers(findings, plan, backend);
        return List.copyOf(findings);
    }

    private void servers(List<Finding> findings, Plan plan, WeightedBackend backend) {
        var unknown = Stream.concat(spec.baseline().stream(), spec.candidate().stream())
                .filter(name -> backend.find(name).isEmpty())
                .toList();
        if (!unknown.isEmpty()) {
            findings.add(Finding.error(
                    "backend " + spec.backend() + " has no server " + String.join(", ", unknown),
                    "its servers: "
                            + backend.servers().stream().map(ServerState::name).toList()));
            return;
        }
        var seen = WeightReading.of(spec, backend);
        cluster(findings, Cluster.BASELINE, seen.baseline());
        cluster(findings, Cluster.CANDIDATE, seen.candidate());
        others(findings, seen, backend);
        share(findings, seen);
        findings.addAll(WeightSteps.findings(plan, seen.model(seen.bases())));
        reload(findings, seen);
    }

    private void cluster(List<Finding> findings, Cluster cluster, List<ServerState> servers) {
        var down = servers.stream()
                .filter(server -> !server.usable())
                .map(server -> server.name() + " " + server.status())
                .toList();
        var what = "the " + cluster.word();
        if (down.size() == servers.size()) {
            findings.add(Finding.error(what + " has no usable server: " + down, "bring its servers up"));
        } else if (down.isEmpty()) {
            findings.add(Finding.info(what + ": " + servers.size() + " usable servers"));
        } else {
            findings.add(Finding.warning(
                    what + ": " + (servers.size() - down.size()) + " usable servers, not usable: " + down,
                    "bring them up: each that comes back takes its part of the weight"));
        }
        for (var server : servers) {
            if (server.backup()) {
                findings.add(Finding.error(
                        what + ": server " + server.name() + " is a backup server, which has no share",
                        "remove `backup` from its line"));
            }
            if (server.agent()) {
                findings.add(Finding.warning(
                        what + ": server " + server.name() + " has an agent check, which may set its weight too",
                        "disable agent " + spec.backend() + "/" + server.name()));
            }
            if (server.warming()) {
                findings.add(Finding.info(what + ": server " + server.name() + " is warming up (slowstart), "
                        + server.percent() + "% of its weight counts"));
            }
        }
    }

    private void others(List<Finding> findings, WeightReading seen, WeightedBackend backend) {
        for (var server : seen.others()) {
            findings.add(Finding.error(
                    "server " + server.name() + " of backend " + spec.backend() + " has weight " + server.weight()
                            + " and is of neither cluster",
                    "name it in the plan, or give it weight 0"));
        }
        var backups = backend.servers().stream()
                .filter(server -> server.backup()
                        && !spec.baseline().contains(server.name())
                        && !spec.candidate().contains(server.name()))
                .map(ServerState::name)
                .toList();
        if (!backups.isEmpty()) {
            findings.add(Finding.info(
                    "backup servers " + backups + " take requests only where no server with a weight is usable"));
        }
    }

    private void share(List<Finding> findings, WeightReading seen) {
        if (!seen.share().isNone()) {
            findings.add(Finding.drift(
                    "the candidate has " + seen.share() + " of the weight in backend " + spec.backend()
                            + " (expected: 0%)",
                    String.join("\n", spec.manual(Split.ALL_BASELINE))));
        } else if (seen.baseline().stream().allMatch(server -> server.weight() == 0)) {
            findings.add(Finding.error(
                    "every weight in backend " + spec.backend() + " is 0",
                    "give the baseline's servers their weights"));
        }
    }

    /** Weights live in the memory of one process, so the end of a cutover is not yet the end of the work. */
    private void reload(List<Finding> findings, WeightReading seen) {
        var bases = seen.bases();
        var lines = new ArrayList<String>();
        lines.add("in haproxy.cfg, backend " + spec.backend() + ", at the end:");
        for (var name : spec.baseline()) {
            lines.add("    server " + name + " … weight 0");
        }
        for (int index = 0; index < spec.candidate().size(); index++) {
            lines.add("    server " + spec.candidate().get(index) + " … weight "
                    + bases.candidate().get(index));
        }
        findings.add(Finding.warning(
                "the split is lost at the next reload: HAProxy keeps weights in memory only",
                String.join("\n", lines)));
        if (seen.candidate().stream().anyMatch(server -> server.configured() > 0)) {
            findings.add(Finding.warning(
                    "haproxy.cfg gives the candidate a weight, so a reload before the cutover gives it traffic",
                    "write `weight 0` at the candidate's servers until the end"));
        }
    }
}
