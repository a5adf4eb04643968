package io.crossfade.haproxy;

import io.crossfade.core.spi.Host;
import io.crossfade.core.spi.Initializer;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Looks at an HAProxy through its runtime socket with two lines of questions, and proposes what fits. */
final class HaproxyInitializer implements Initializer {

    @Override
    public String example() {
        return "unix:/run/haproxy/admin.sock";
    }

    @Override
    public String configFile(String place) {
        return "/etc/haproxy/haproxy.cfg";
    }

    @Override
    public CompletionStage<Proposal> propose(Request request, Host host) {
        Endpoint endpoint;
        try {
            endpoint = Endpoint.parse(request.place());
        } catch (IllegalArgumentException strange) {
            var why = List.of(String.valueOf(strange.getMessage()));
            return CompletableFuture.completedFuture(Proposal.refused(List.of(), why, List.of()));
        }
        var vertx = host.get(Vertx.class).orElseThrow(() -> new IllegalStateException("host: no Vertx"));
        var runtime = new RuntimeSocket(vertx, host.loop(), endpoint);
        return ask(runtime, Inventory.QUESTIONS)
                .thenApply(Inventory::of)
                .thenCompose(seen -> maps(runtime, seen).thenApply(maps -> new Proposer(request, seen, maps).propose()))
                .exceptionally(failure -> unreachable(request, failure))
                .whenComplete((done, failure) -> runtime.close());
    }

    private static CompletionStage<List<Inventory.SplitMap>> maps(RuntimeSocket runtime, Inventory seen) {
        if (seen.mapFiles().isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        var questions = seen.mapFiles().stream().map(file -> "show map " + file).toList();
        return ask(runtime, questions).thenApply(answers -> {
            var maps = new ArrayList<Inventory.SplitMap>();
            for (int i = 0; i < answers.size(); i++) {
                Inventory.SplitMap.of(seen.mapFiles().get(i), answers.get(i)).ifPresent(maps::add);
            }
            return maps;
        });
    }

    private static CompletionStage<List<String>> ask(RuntimeSocket runtime, List<String> questions) {
        return runtime.read(Commands.line(questions)).reply().thenApply(reply -> {
            if (reply instanceof Reply.Whole whole) {
                return Answers.of(whole.text(), questions.size());
            }
            throw new IllegalArgumentException(
                    reply instanceof Reply.Cut cut ? cut.reason() : ((Reply.NotSent) reply).reason());
        });
    }

    private static Proposal unreachable(Request request, Throwable failure) {
        var cause = Optional.ofNullable(failure.getCause()).orElse(failure);
        return Proposal.refused(
                List.of(),
                List.of(request.place() + ": " + cause.getMessage()),
                List.of(new Todo(
                        "if there is no runtime socket yet, in the section `global`:",
                        List.of("stats socket /run/haproxy/admin.sock mode 660 level admin"))));
    }
}
