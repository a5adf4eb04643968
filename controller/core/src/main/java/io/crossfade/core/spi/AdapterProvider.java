package io.crossfade.core.spi;

import io.crossfade.core.config.Shape;
import io.crossfade.core.plan.RouterSpec;
import io.crossfade.core.port.SignalSource;
import io.crossfade.core.port.TrafficRouter;
import java.util.Optional;

/**
 * An adapter for one kind of load balancer, found by {@link java.util.ServiceLoader}. Everything but
 * {@link #router} and {@link #source} is pure.
 */
public interface AdapterProvider {

    /** The key under {@code routers:}, such as {@code haproxy}. */
    String name();

    /** The one declaration of the adapter's settings, from which parsing and JSON Schema are made. */
    Shape<? extends RouterSpec> shape();

    /** A router for a spec that {@link #shape} made. */
    TrafficRouter router(RouterSpec spec, Host host);

    /**
     * A source of signals for a spec that {@link #shape} made.
     *
     * @param node the number of the spec within the plan's routers, to be told to the observer
     */
    SignalSource source(RouterSpec spec, int node, Host host);

    /** Writes the first plan for a running load balancer of this kind; empty where this adapter does not offer it. */
    default Optional<Initializer> initializer() {
        return Optional.empty();
    }

    /**
     * A parser of the log lines that the load balancer of {@code spec} writes, by which a log of long ago can be
     * replayed; pure. Empty where this adapter does not offer it.
     *
     * @param spec made by {@link #shape}
     * @param sink is told of the requests of the two clusters
     */
    default Optional<LogParser> logParser(RouterSpec spec, LogSink sink) {
        return Optional.empty();
    }
}
