package io.crossfade.core.analysis;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.Counters;
import io.crossfade.core.port.Outcome;
import java.time.Duration;
import java.util.Collections;

/** A judge, the threshold one where none is given, with one server a cluster and a clock that a test moves by hand. */
final class World {

    static final long MILLI = 1_000_000;
    static final long SECOND = 1000 * MILLI;

    /** Latency of a request where a test does not care, in microseconds. */
    static final long FAST = 5_000;

    final Judge judge;
    final int x;
    final int y;
    private final int nodes;

    /** The step that the cutover is told to stand at. */
    int step = -1;

    long now = 100 * SECOND;

    World(Guard... guards) {
        this(Plans.of(1, guards));
    }

    World(Plan plan) {
        this(plan, new ThresholdJudge(plan, Duration.ZERO));
    }

    World(Plan plan, Judge judge) {
        this.judge = judge;
        this.nodes = plan.nodes();
        for (int node = 0; node < nodes; node++) {
            judge.attached(node);
        }
        this.x = judge.enlist(0, Cluster.BASELINE, "x1");
        this.y = judge.enlist(0, Cluster.CANDIDATE, "y1");
        expose(50, 100);
        judge.emptyPassing(now);
        now += SECOND;
    }

    World expose(long candidate, long total) {
        judge.exposure(new Exposure(Collections.nCopies(nodes, new AchievedShare(candidate, total)), step), now);
        return this;
    }

    World pass(Duration time) {
        now += time.toNanos();
        return this;
    }

    /** Requests that end now, one after the other. */
    World ok(int server, int count) {
        return requests(server, count, Outcome.OK, FAST);
    }

    World failed(int server, int count) {
        return requests(server, count, Outcome.FAILED, FAST);
    }

    World aborted(int server, int count) {
        return requests(server, count, Outcome.ABORTED, FAST);
    }

    World slow(int server, int count, Duration latency) {
        return requests(server, count, Outcome.OK, latency.toNanos() / 1000);
    }

    World requests(int server, int count, Outcome outcome, long micros) {
        for (int i = 0; i < count; i++) {
            judge.request(server, outcome, micros, now - Math.min(micros, SECOND) * 1000);
        }
        return this;
    }

    /** Requests that started now and end at once. */
    World fresh(int server, int count, Outcome outcome) {
        for (int i = 0; i < count; i++) {
            judge.request(server, outcome, 0, now);
        }
        return this;
    }

    World counters(int server, long selected, long ended, long failed, long aborted, long inFlight) {
        judge.counters(server, new Counters(selected, ended, failed, aborted, inFlight, 0), now);
        return this;
    }

    Assessment assess() {
        return judge.assess(now);
    }

    Verdict verdict() {
        return assess().verdicts().get(0);
    }
}
