package io.crossfade.core.reactor;

import io.crossfade.core.analysis.Assessment;
import io.crossfade.core.analysis.Judge;
import io.crossfade.core.machine.Event;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.port.Counters;
import io.crossfade.core.port.Loop;
import io.crossfade.core.port.Outcome;
import io.crossfade.core.port.SignalObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Has the judge assess on every tick, and at once when an observation takes evidence over its line; notices when the
 * loop stood still or the wall clock jumped.
 */
final class Watch implements SignalObserver {

    private final Ports ports;
    private final Pace pace;
    private final Consumer<Event> inbox;
    private final Judge judge;
    private Assessment latest = Assessment.NOTHING_SEEN;
    private Loop.@Nullable Timer timer;
    private boolean evaluating;
    private boolean stopped;
    private long lastNanos;
    private Instant lastWall;

    Watch(Ports ports, Pace pace, Consumer<Event> inbox) {
        this.ports = ports;
        this.pace = pace;
        this.inbox = inbox;
        judge = ports.judge();
        lastNanos = ports.loop().nanos();
        lastWall = ports.loop().wall();
    }

    void start() {
        lastNanos = ports.loop().nanos();
        lastWall = ports.loop().wall();
        ports.sources().forEach(source -> source.start(this));
        timer = ports.loop().schedule(pace.evaluate(), this::tick);
    }

    void stop() {
        stopped = true;
        if (timer != null) {
            timer.cancel();
        }
        ports.sources().forEach(source -> {
            try {
                source.close();
            } catch (RuntimeException ignored) {
                // A source that cannot be closed has nothing more to say; the end must not depend on it.
            }
        });
    }

    Assessment latest() {
        return latest;
    }

    private void tick() {
        timer = ports.loop().schedule(pace.evaluate(), this::tick);
        noticeDisturbance();
        evaluate();
    }

    private void evaluate() {
        latest = judge.assess(ports.loop().nanos());
        inbox.accept(new Event.Evaluated(latest));
    }

    /**
     * Looks whether the loop stood still or the wall clock jumped since the last look. To be asked before anything is
     * raised too: after a stall the tick may come later than what waited for the journal.
     */
    void noticeDisturbance() {
        long nanos = ports.loop().nanos();
        var wall = ports.loop().wall();
        var late = Duration.ofNanos(nanos - lastNanos).minus(pace.evaluate());
        var jump = Duration.between(lastWall, wall).minusNanos(nanos - lastNanos);
        lastNanos = nanos;
        lastWall = wall;
        if (late.compareTo(pace.disturbedBy()) >= 0) {
            inbox.accept(new Event.Disturbed("the controller stood still for " + late.toMillis() + "ms"));
        } else if (jump.abs().compareTo(pace.disturbedBy()) >= 0) {
            inbox.accept(new Event.Disturbed("the wall clock jumped by " + jump.toMillis() + "ms"));
        }
    }

    /** Evidence is judged as it comes, but never inside the call that brought it. */
    private void atOnceWhereCrossed() {
        if (!evaluating && !stopped && judge.crossed()) {
            evaluating = true;
            ports.loop().execute(() -> {
                evaluating = false;
                if (!stopped) {
                    evaluate();
                }
            });
        }
    }

    @Override
    public int enlist(int node, Cluster cluster, String server) {
        return judge.enlist(node, cluster, server);
    }

    @Override
    public void request(int server, Outcome outcome, long latencyMicros, long startedNanos) {
        judge.request(server, outcome, latencyMicros, startedNanos);
        atOnceWhereCrossed();
    }

    @Override
    public void counters(int server, Counters counters, long nowNanos) {
        judge.counters(server, counters, nowNanos);
        atOnceWhereCrossed();
    }

    @Override
    public void incarnation(int node, String incarnation) {
        judge.incarnation(node, incarnation);
    }

    @Override
    public void countersOnly(int node) {
        judge.countersOnly(node);
    }

    @Override
    public void attached(int node) {
        judge.attached(node);
    }

    @Override
    public void detached(int node, String why) {
        judge.detached(node, why);
    }
}
