package io.crossfade.haproxy;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.port.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Looks at an HAProxy without writing: one line of questions, then the map file. */
final class Examination {

    private final HaproxySpec spec;
    private final SocketExamination socket;
    private final RuntimeSocket runtime;
    private final MapFiles files;

    Examination(HaproxySpec spec, RuntimeSocket runtime, MapFiles files) {
        this.spec = spec;
        this.socket = new SocketExamination(spec.socket(), spec.ring());
        this.runtime = runtime;
        this.files = files;
    }

    CompletionStage<List<Finding>> examine() {
        var line = Commands.line(List.of(
                "show cli level",
                "show info",
                "show map",
                Snapshot.getCommand(spec),
                "show events",
                "show table",
                Snapshot.statCommand(spec.baseline()),
                Snapshot.statCommand(spec.candidate())));
        return runtime.look(line).reply().thenCompose(this::judge);
    }

    private CompletionStage<List<Finding>> judge(Reply reply) {
        if (reply instanceof Reply.NotSent refused) {
            return done(socket.unreachable(refused.reason()));
        }
        if (reply instanceof Reply.Cut cut) {
            return done(socket.unreachable(cut.reason()));
        }
        try {
            return judge(Answers.of(((Reply.Whole) reply).text(), 8));
        } catch (IllegalArgumentException e) {
            return done(socket.notUnderstood(e));
        }
    }

    private CompletionStage<List<Finding>> judge(List<String> answers) {
        var findings = new ArrayList<Finding>();
        var process = ProcessInfo.parse(answers.get(1));
        var level = answers.get(0).strip();
        socket.process(findings, process);
        if (level.equals(SocketExamination.USER)) {
            findings.add(socket.level(level, "admin or operator; the request stream is refused to user"));
        }
        var value = map(findings, answers.get(2), answers.get(3));
        socket.ring(findings, answers.get(4));
        backend(findings, Cluster.BASELINE, spec.baseline(), answers.get(6));
        backend(findings, Cluster.CANDIDATE, spec.candidate(), answers.get(7));
        tables(findings, answers.get(5));
        if (level.equals(SocketExamination.USER)) {
            findings.add(Finding.info("cookie persistence cannot be seen at level user"));
        }
        findings.add(Finding.info("cannot be seen from outside: that `use_backend " + spec.candidate()
                + "` follows the map; watch the first step's observed share"));
        return files.examine().thenCompose(fileFindings -> {
            findings.addAll(fileFindings);
            return agreement(findings, value);
        });
    }

    /** The map's value; empty where it could not be read. */
    private Optional<String> map(List<Finding> findings, String maps, String got) {
        var id = "(" + spec.mapFile() + ")";
        if (!maps.contains(id)) {
            findings.add(Finding.error("map " + spec.mapFile() + " is not known to HAProxy", configuration()));
            return Optional.empty();
        }
        var value = Snapshot.valueIn(got);
        if (value.isEmpty()) {
            findings.add(Finding.error(
                    "map " + spec.mapFile() + " has no key " + spec.mapKey(),
                    "add the line `" + spec.mapKey() + " 0` to " + spec.mapFile() + " and reload"));
            return Optional.empty();
        }
        if (!value.equals("0")) {
            findings.add(Finding.drift(
                    "map value " + spec.mapKey() + ": " + value + " parts of 10000 for the candidate (expected: 0)",
                    "echo '" + Snapshot.setCommand(spec, 0) + "' | socat stdio "
                            + spec.endpoint().socat()));
        }
        return Optional.of(value);
    }

    private String configuration() {
        return String.join(
                "\n",
                "http-request set-var(txn.ycut) str(" + spec.mapKey() + "),map(" + spec.mapFile() + ",0)",
                "http-request set-var(txn.d) rand(10000),sub(txn.ycut)",
                "use_backend " + spec.candidate() + " if { var(txn.d) -m int lt 0 }",
                "default_backend " + spec.baseline());
    }

    private void backend(List<Finding> findings, Cluster cluster, String name, String answer) {
        if (!answer.startsWith("# ")) {
            findings.add(Finding.error(
                    cluster.word() + " backend " + name + ": " + answer.strip(), "name a backend of haproxy.cfg"));
            return;
        }
        var state = BackendState.parse(answer);
        var what = cluster.word() + " backend " + name;
        if (state.usable() == 0) {
            findings.add(Finding.error(
                    what + " has no usable server" + (state.down().isEmpty() ? "" : ": " + state.down()),
                    "bring its servers up"));
        } else if (state.down().isEmpty()) {
            findings.add(Finding.info(what + ": " + state.usable() + " usable servers"));
        } else {
            findings.add(Finding.warning(
                    what + ": " + state.usable() + " usable servers, not usable: " + state.down(), "bring them up"));
        }
        if (!state.mode().equals("http")) {
            findings.add(Finding.error(
                    what + ": mode " + state.mode() + " (expected: http)",
                    "a connection of mode tcp keeps its server for life: set `mode http`"));
        }
        if (!state.cookie().isEmpty()) {
            cookie(findings, what, state.cookie());
        }
    }

    /** HAProxy's lbtot leaves out requests that persistence placed, and with it silent failures are not seen. */
    private void cookie(List<Finding> findings, String what, String cookie) {
        var text = what + ": cookie " + cookie
                + " keeps clients on their servers, and HAProxy does not count such requests as selected";
        findings.add(
                spec.stickyAccepted()
                        ? Finding.warning(text, "")
                        : Finding.error(text, "remove the cookie, or write `sticky: accept` in the plan"));
    }

    private void tables(List<Finding> findings, String tables) {
        for (var backend : List.of(spec.baseline(), spec.candidate())) {
            if (tables.contains("# table: " + backend + ",")) {
                findings.add(Finding.warning(
                        "backend " + backend + " has a stick table; whether `stick on` uses it cannot be seen",
                        "with `stick on` silent failures are not seen"));
            }
        }
    }

    private CompletionStage<List<Finding>> agreement(List<Finding> findings, Optional<String> running) {
        return files.read().state().thenApply(file -> {
            if (file.trouble().isEmpty()
                    && running.isPresent()
                    && !running.get().equals(file.value())) {
                findings.add(Finding.error(
                        "map file " + spec.mapFile() + " says "
                                + (file.value().isEmpty() ? "nothing" : file.value()) + " for " + spec.mapKey()
                                + ", the running process " + running.get(),
                        "make the file's line `" + spec.mapKey() + " " + running.get()
                                + "`, or set the running value to the file's"));
            }
            return List.copyOf(findings);
        });
    }

    private static CompletionStage<List<Finding>> done(Finding finding) {
        return CompletableFuture.completedFuture(List.of(finding));
    }
}
