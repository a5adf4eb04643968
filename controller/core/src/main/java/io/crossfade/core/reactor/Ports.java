package io.crossfade.core.reactor;

import io.crossfade.core.analysis.Judge;
import io.crossfade.core.port.Announcer;
import io.crossfade.core.port.Journal;
import io.crossfade.core.port.Loop;
import io.crossfade.core.port.SignalSource;
import io.crossfade.core.port.TrafficRouter;
import java.util.List;

/**
 * All that a reactor works with.
 *
 * @param routers one for each of the plan's routers, in its order
 * @param sources of signals, any number
 */
public record Ports(
        Loop loop,
        List<TrafficRouter> routers,
        List<SignalSource> sources,
        Judge judge,
        Journal journal,
        Announcer announcer) {

    public Ports {
        routers = List.copyOf(routers);
        sources = List.copyOf(sources);
    }
}
