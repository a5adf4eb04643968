package io.crossfade.nginx;

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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Provides NGINX: the key {@code nginx} under {@code routers:}. */
public final class NginxProvider implements AdapterProvider {

    static final String NAME = "nginx";

    /** A reload that is not shown to serve is followed by putting the old include back and showing that. */
    private static final Duration MARGIN = Reloading.BACK.plusSeconds(1);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Shape<RouterSpec> shape() {
        return new NginxShape();
    }

    @Override
    public TrafficRouter router(RouterSpec spec, Host host) {
        return spec instanceof PlusSpec plus
                ? new PlusRouter(plus, vertx(host), host.loop())
                : new NginxRouter((NginxSpec) spec, vertx(host), host.loop());
    }

    @Override
    public SignalSource source(RouterSpec spec, int node, Host host) {
        var watch = spec instanceof PlusSpec plus ? plus.watch() : ((NginxSpec) spec).watch();
        if (watch instanceof NginxSpec.Watch.Log log) {
            return NginxSource.ofFile(node, sink -> parser(spec, sink), Path.of(log.file()), vertx(host), host.loop());
        }
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), ((NginxSpec.Watch.Syslog) watch).port());
        return NginxSource.ofSyslog(node, sink -> parser(spec, sink), address, host.loop());
    }

    @Override
    public Duration timeLimit(RouterSpec spec) {
        return spec instanceof NginxSpec nginx ? nginx.deadline().plus(MARGIN) : PlusRouter.TIME_LIMIT;
    }

    @Override
    public Optional<LogParser> logParser(RouterSpec spec, LogSink sink) {
        return Optional.of(parser(spec, sink));
    }

    private static NginxLineParser parser(RouterSpec spec, LogSink sink) {
        if (spec instanceof PlusSpec plus) {
            return new NginxLineParser(plus.baseline(), plus.candidate(), sink);
        }
        var nginx = (NginxSpec) spec;
        return new NginxLineParser(nginx.baseline(), nginx.candidate(), sink);
    }

    @Override
    public Optional<Initializer> initializer() {
        return Optional.of(new NginxInitializer());
    }

    private static Vertx vertx(Host host) {
        return host.get(Vertx.class).orElseThrow(() -> new IllegalStateException("host: no Vertx"));
    }
}
