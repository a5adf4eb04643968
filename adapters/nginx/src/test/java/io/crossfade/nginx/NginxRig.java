package io.crossfade.nginx;

import io.crossfade.core.plan.Generation;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Split;
import io.crossfade.core.port.Applying;
import io.crossfade.core.port.Finding;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.Write;
import io.crossfade.core.port.WriteResult;
import io.crossfade.testkit.Await;
import io.crossfade.testkit.NginxProcess;
import io.crossfade.testkit.TrafficRouterContract;
import io.crossfade.testkit.VertxTestLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A router on its loop before an NGINX. */
final class NginxRig implements AutoCloseable {

    static final Duration DEADLINE = Duration.ofSeconds(4);

    final VertxTestLoop loop = new VertxTestLoop();
    final NginxSpec spec;
    private final NginxRouter router;

    NginxRig(NginxSpec spec) {
        this.spec = spec;
        this.router = new NginxRouter(spec, loop.vertx(), loop);
    }

    static NginxRig before(NginxProcess nginx) {
        return new NginxRig(spec(nginx, true, DEADLINE));
    }

    static NginxSpec spec(NginxProcess nginx, boolean probe, Duration deadline) {
        return new NginxSpec(
                nginx.includeFile().toString(),
                "kong_x",
                "kong_y",
                "request_id",
                nginx.testCommand(),
                nginx.reloadCommand(),
                probe ? Optional.of(nginx.probeUrl()) : Optional.empty(),
                Optional.empty(),
                new NginxSpec.Watch.Log(nginx.accessLog().toString()),
                deadline);
    }

    /** As an operator asks with curl. */
    static String servedGeneration(NginxProcess nginx) {
        try {
            return new Probe(nginx.probeUrl()).generation();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Reading read() {
        return loop.await(router::read);
    }

    Throwable readFailure() {
        return Await.failure(loop.call(router::read));
    }

    /** Begins a write and returns when the router has it in hand. */
    Applying begin(int parts, long generation) {
        return loop.call(() -> router.apply(write(parts, generation)));
    }

    WriteResult apply(int parts, long generation) {
        return Await.result(begin(parts, generation).outcome());
    }

    List<Finding> examine() {
        return loop.await(() -> router.examine(TrafficRouterContract.planFor(spec)));
    }

    private static Write write(int parts, long generation) {
        return new Write(new Split(new Share(parts)), new Generation(generation), 1, parts == 0);
    }

    @Override
    public void close() {
        loop.run(router::close);
        loop.close();
    }
}
