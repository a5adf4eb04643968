package io.crossfade.haproxy;

import io.crossfade.core.config.Shape;
import io.crossfade.core.plan.RouterSpec;
import io.crossfade.core.port.SignalSource;
import io.crossfade.core.port.TrafficRouter;
import io.crossfade.core.spi.AdapterProvider;
import io.crossfade.core.spi.Host;
import io.crossfade.core.spi.Initializer;
import io.crossfade.core.spi.LogParser;
import io.crossfade.core.spi.LogSink;
import io.vertx.core.Vertx;
import java.util.Optional;

/** Provides HAProxy: the key {@code haproxy} under {@code routers:}. */
public final class HaproxyProvider implements AdapterProvider {

    static final String NAME = "haproxy";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Shape<RouterSpec> shape() {
        return new HaproxyShape();
    }

    @Override
    public TrafficRouter router(RouterSpec spec, Host host) {
        return spec instanceof HaproxyWeightsSpec weights
                ? new HaproxyWeightsRouter(weights, vertx(host), host.loop())
                : new HaproxyMapRouter((HaproxySpec) spec, vertx(host), host.loop());
    }

    @Override
    public SignalSource source(RouterSpec spec, int node, Host host) {
        return spec instanceof HaproxyWeightsSpec weights
                ? new HaproxySource(weights, node, vertx(host), host.loop())
                : new HaproxySource((HaproxySpec) spec, node, vertx(host), host.loop());
    }

    @Override
    public Optional<Initializer> initializer() {
        return Optional.of(new HaproxyInitializer());
    }

    @Override
    public Optional<LogParser> logParser(RouterSpec spec, LogSink sink) {
        return Optional.of(
                spec instanceof HaproxyWeightsSpec weights
                        ? new HaproxyLogParser(enlister -> new WatchedBackend(weights, enlister), sink)
                        : new HaproxyLogParser(enlister -> new WatchedMap((HaproxySpec) spec, enlister), sink));
    }

    private static Vertx vertx(Host host) {
        return host.get(Vertx.class).orElseThrow(() -> new IllegalStateException("host: no Vertx"));
    }
}
