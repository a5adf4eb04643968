package io.crossfade.testkit;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.Applying;
import io.crossfade.core.port.Finding;
import io.crossfade.core.port.Loop;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.TrafficRouter;
import io.crossfade.core.port.UnreachableException;
import io.crossfade.core.port.Write;
import io.crossfade.core.port.WriteResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/** The plainest router that keeps the contract: a map value of HAProxy, a thread for each call. */
final class PlainRouter implements TrafficRouter {

    static final Duration LIMIT = Duration.ofMillis(500);

    private static final Pattern VALUE = Pattern.compile("value=\"(\\d+)\"");
    private static final Pattern PID = Pattern.compile("Pid: (\\d+)");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AdminSocket socket;
    private final String map;
    private final Loop loop;

    PlainRouter(HaproxyProcess haproxy, Loop loop) {
        this.socket = AdminSocket.at(haproxy.adminSocket());
        this.map = haproxy.mapFile() + " " + HaproxyConfig.MAP_KEY;
        this.loop = loop;
    }

    @Override
    public CompletionStage<List<Finding>> examine(Plan plan) {
        return read().handle((reading, error) ->
                error == null ? List.of() : List.of(Finding.error("not reached: " + error, "start HAProxy")));
    }

    @Override
    public CompletionStage<Reading> read() {
        var result = new CompletableFuture<Reading>();
        threads.execute(() -> {
            try {
                var reading = reading(socket.ask("get map " + map + ";show info", LIMIT));
                loop.execute(() -> result.complete(reading));
            } catch (UncheckedIOException e) {
                loop.execute(() -> result.completeExceptionally(new UnreachableException("not read", e)));
            }
        });
        return result;
    }

    @Override
    public Applying apply(Write write) {
        var outcome = new CompletableFuture<WriteResult>();
        var settled = new CompletableFuture<Boolean>();
        var line = "set map " + map + " " + write.split().candidate().parts() + ";get map " + map + ";show info";
        var limit = loop.schedule(LIMIT, () -> outcome.complete(new WriteResult.Unknown("no answer")));
        threads.execute(() -> {
            var result = send(line, write);
            loop.execute(() -> {
                limit.cancel();
                outcome.complete(result);
                settled.complete(true);
            });
        });
        return new Applying(outcome, settled);
    }

    @Override
    public void close() {
        threads.shutdown();
    }

    private WriteResult send(String line, Write write) {
        try {
            var asked = write.split().candidate().exactly();
            return new WriteResult.Applied(reading(socket.ask(line, Duration.ofSeconds(60))), asked);
        } catch (UncheckedIOException e) {
            return String.valueOf(e.getMessage()).contains("refused")
                    ? new WriteResult.NotSent("refused")
                    : new WriteResult.Unknown("cut");
        }
    }

    private static Reading reading(String reply) {
        var value = VALUE.matcher(reply);
        var pid = PID.matcher(reply);
        if (!value.find() || !pid.find()) {
            throw new UncheckedIOException(new IOException("not understood: " + reply));
        }
        var share = new AchievedShare(Long.parseLong(value.group(1)), 10_000);
        return new Reading(share, pid.group(1), false, 1, 1, 0, 0, List.of());
    }
}
