package io.crossfade.core.spi;

import io.crossfade.core.port.Loop;
import java.util.Optional;

/** What a running controller gives an adapter. */
public interface Host {

    /** The loop that every completion of the adapter happens on. */
    Loop loop();

    /** A thing that the shell has, by its type, such as its Vertx; empty where it has none. */
    <T> Optional<T> get(Class<T> type);
}
