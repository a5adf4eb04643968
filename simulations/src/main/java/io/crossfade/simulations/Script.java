package io.crossfade.simulations;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.reactor.VirtualLoop;
import io.crossfade.simulations.scenario.When;
import java.util.ArrayList;
import java.util.List;

/** Lets things begin and end when a scenario says so. */
final class Script {

    private final VirtualLoop loop;
    private final List<Entry> awaitingShare = new ArrayList<>();

    private record Entry(When when, Runnable begin, Runnable end) {}

    Script(VirtualLoop loop) {
        this.loop = loop;
    }

    void add(When when, Runnable begin, Runnable end) {
        var entry = new Entry(when, begin, end);
        if (when.reached().isPresent()) {
            awaitingShare.add(entry);
        } else {
            start(entry);
        }
    }

    /** The candidate has this share now. */
    void reached(AchievedShare share) {
        for (var entry : List.copyOf(awaitingShare)) {
            if (!entry.when().reached().orElseThrow().exactly().exceeds(share)) {
                awaitingShare.remove(entry);
                start(entry);
            }
        }
    }

    private void start(Entry entry) {
        loop.schedule(entry.when().at(), () -> {
            entry.begin().run();
            entry.when().lasting().ifPresent(lasting -> loop.schedule(lasting, entry.end()));
        });
    }
}
