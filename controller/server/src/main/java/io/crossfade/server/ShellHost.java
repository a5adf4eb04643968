package io.crossfade.server;

import io.crossfade.core.port.Loop;
import io.crossfade.core.spi.Host;
import io.vertx.core.Vertx;
import java.util.Optional;

/** What the Vert.x shell gives an adapter: its loop and its Vertx. */
public final class ShellHost implements Host {

    private final Loop loop;
    private final Vertx vertx;

    public ShellHost(Loop loop, Vertx vertx) {
        this.loop = loop;
        this.vertx = vertx;
    }

    @Override
    public Loop loop() {
        return loop;
    }

    @Override
    public <T> Optional<T> get(Class<T> type) {
        return type.isInstance(vertx) ? Optional.of(type.cast(vertx)) : Optional.empty();
    }
}
