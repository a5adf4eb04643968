package io.crossfade.nginx;

import io.crossfade.core.config.Shape;
import io.crossfade.core.plan.RouterSpec;
import io.crossfade.core.port.SignalSource;
import io.crossfade.core.port.TrafficRouter;
import io.crossfade.core.spi.AdapterProvider;
import io.crossfade.core.spi.Host;
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
        return new NginxRouter((NginxSpec) spec, vertx(host), host.loop());
    }

    @Override
    public SignalSource source(RouterSpec spec, int node, Host host) {
        var nginx = (NginxSpec) spec;
        return nginx.watch() instanceof NginxSpec.Watch.Log log
                ? NginxSource.ofFile(
                        node, nginx.baseline(), nginx.candidate(), Path.of(log.file()), vertx(host), host.loop())
                : NginxSource.ofSyslog(
                        node,
                        nginx.baseline(),
                        nginx.candidate(),
                        new InetSocketAddress(
                                InetAddress.getLoopbackAddress(), ((NginxSpec.Watch.Syslog) nginx.watch()).port()),
                        host.loop());
    }

    @Override
    public Duration timeLimit(RouterSpec spec) {
        return ((NginxSpec) spec).deadline().plus(MARGIN);
    }

    @Override
    public Optional<LogParser> logParser(RouterSpec spec, LogSink sink) {
        var nginx = (NginxSpec) spec;
        return Optional.of(new NginxLineParser(nginx.baseline(), nginx.candidate(), sink));
    }

    private static Vertx vertx(Host host) {
        return host.get(Vertx.class).orElseThrow(() -> new IllegalStateException("host: no Vertx"));
    }
}
