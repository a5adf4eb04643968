package io.crossfade.server;

import io.crossfade.core.machine.Cutover;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Step;
import io.crossfade.core.port.Loop;
import io.crossfade.core.reactor.Reactor;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Where a running cutover stands, with what only the running controller knows besides: how long it has been at it, what
 * comes next, how real traffic was split, and the last events. What a live view shows, here and at a distance, is made
 * of this alone. To be asked on the loop.
 */
public final class RunningStatus implements Supplier<JsonObject> {

    private final Reactor reactor;
    private final Loop loop;
    private final Supplier<Instant> since;
    private final TrafficTally tally;
    private final RecentEvents events;
    private final long beganNanos;

    /**
     * To be made as the cutover begins.
     *
     * @param since when the present state began, in wall time
     */
    public RunningStatus(Reactor reactor, Loop loop, Supplier<Instant> since, TrafficTally tally, RecentEvents events) {
        this.reactor = reactor;
        this.loop = loop;
        this.since = since;
        this.tally = tally;
        this.events = events;
        beganNanos = loop.nanos();
    }

    @Override
    public JsonObject get() {
        var cutover = reactor.cutover();
        var json = StatusView.of(cutover, reactor.assessment(), since.get());
        json.put("elapsedMillis", millis(loop.nanos() - beganNanos));
        long stateNanos = cutover.state().sinceNanos();
        if (stateNanos > 0) {
            json.put("inStateMillis", millis(loop.nanos() - stateNanos));
        }
        schedule(cutover, json);
        return json.put("traffic", traffic()).put("events", events.toJson());
    }

    private static void schedule(Cutover cutover, JsonObject json) {
        var plan = cutover.plan();
        int step = cutover.state().step();
        if (step >= 0) {
            var present = plan.step(step);
            json.put("target", present.candidate().toString())
                    .put("bakeAtLeastMillis", present.bake().atLeast().toMillis())
                    .put("bakeAtMostMillis", present.bake().atMost().toMillis());
            if (present.bake().mayEndEarly()) {
                json.put("bakeForMillis", present.bake().full().toMillis());
            }
            present.gate()
                    .ifPresent(gate -> json.put(
                                    "approvalWithinMillis", gate.within().toMillis())
                            .put("approvalElse", gate.then().name().toLowerCase(Locale.ROOT)));
        }
        if (step < plan.lastStep()) {
            Step next = plan.step(step + 1);
            json.put("next", next.candidate().toString());
        }
    }

    private JsonObject traffic() {
        long candidate = tally.recent(Cluster.CANDIDATE);
        return new JsonObject()
                .put("candidate", candidate)
                .put("all", candidate + tally.recent(Cluster.BASELINE))
                .put("overSeconds", tally.spanSeconds(loop.nanos()));
    }

    private static long millis(long nanos) {
        return Duration.ofNanos(nanos).toMillis();
    }
}
