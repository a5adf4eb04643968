package io.crossfade.app;

import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.Applying;
import io.crossfade.core.port.Finding;
import io.crossfade.core.port.Journal;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.TrafficRouter;
import io.crossfade.core.port.Write;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;

/**
 * A place at which this process ends itself as a SIGKILL would, so that a test can show what the next process makes of
 * it. The system property {@value #PROPERTY} names it, as in {@code write-sent:3} for the third time that it is come to;
 * without the property nothing of this is in the way.
 */
final class Failpoint {

    /** Names the place. */
    static final String PROPERTY = "crossfade.failpoint";

    /** What a shell tells of a process that a SIGKILL ended. */
    private static final int KILLED = 137;

    /** The places. */
    enum Place {
        /** An entry is about to be appended to the journal. */
        JOURNAL_APPEND,
        /** An entry is durable, and nobody has heard of it. */
        JOURNAL_DURABLE,
        /** A write to a load balancer is about to begin. */
        WRITE_BEGIN,
        /** A write has been handed to the network. */
        WRITE_SENT,
        /** It is known how a write ended, and nobody has heard of it. */
        WRITE_ENDED;

        /** As the property names it. */
        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final String place;
    private long left;

    private Failpoint(String place, long times) {
        this.place = place;
        left = times;
    }

    /** The one that this process was started with, which may be none. */
    static Failpoint ofProcess() {
        var value = System.getProperty(PROPERTY, ":0");
        int colon = value.lastIndexOf(':');
        return new Failpoint(value.substring(0, colon), Long.parseLong(value.substring(colon + 1)));
    }

    Journal journal(Journal journal) {
        if (place.isEmpty()) {
            return journal;
        }
        return entry -> {
            reached(Place.JOURNAL_APPEND);
            return journal.append(entry).whenComplete((done, failure) -> reached(Place.JOURNAL_DURABLE));
        };
    }

    List<TrafficRouter> routers(List<TrafficRouter> routers) {
        return place.isEmpty()
                ? routers
                : routers.stream().<TrafficRouter>map(Watched::new).toList();
    }

    private void reached(Place here) {
        if (here.text().equals(place) && --left == 0) {
            Runtime.getRuntime().halt(KILLED);
        }
    }

    /** A load balancer whose writes pass the places. */
    private final class Watched implements TrafficRouter {

        private final TrafficRouter router;

        Watched(TrafficRouter router) {
            this.router = router;
        }

        @Override
        public CompletionStage<List<Finding>> examine(Plan plan) {
            return router.examine(plan);
        }

        @Override
        public CompletionStage<Reading> read() {
            return router.read();
        }

        @Override
        public Applying apply(Write write) {
            reached(Place.WRITE_BEGIN);
            var applying = router.apply(write);
            reached(Place.WRITE_SENT);
            var outcome = applying.outcome().whenComplete((result, failure) -> reached(Place.WRITE_ENDED));
            return new Applying(outcome, applying.settled());
        }

        @Override
        public void close() {
            router.close();
        }
    }
}
