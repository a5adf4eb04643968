package io.crossfade.testkit;

import io.crossfade.core.port.Loop;
import io.crossfade.core.spi.Host;
import io.vertx.core.Vertx;
import java.util.Optional;

/** A host for tests of adapters: a real loop, and the Vertx that it runs on. */
public final class TestHost implements Host, AutoCloseable {

    private final VertxTestLoop loop = new VertxTestLoop();

    @Override
    public Loop loop() {
        return loop;
    }

    /** The loop with what only tests need. */
    public VertxTestLoop testLoop() {
        return loop;
    }

    @Override
    public <T> Optional<T> get(Class<T> type) {
        return type == Vertx.class ? Optional.of(type.cast(loop.vertx())) : Optional.empty();
    }

    @Override
    public void close() {
        loop.close();
    }
}
