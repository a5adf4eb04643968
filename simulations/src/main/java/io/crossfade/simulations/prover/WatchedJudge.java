package io.crossfade.simulations.prover;

import static io.crossfade.simulations.prover.Breach.require;

import io.crossfade.core.analysis.Assessment;
import io.crossfade.core.analysis.Exposure;
import io.crossfade.core.analysis.Judge;
import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Reaction;
import io.crossfade.core.port.Counters;
import io.crossfade.core.port.Outcome;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A judge whose word is looked after: what it says of a failing guard must be heard by the next time it is asked. */
final class WatchedJudge implements Judge {

    private final Judge judge;
    private final Supplier<Cutover> cutover;
    private final BooleanSupplier mayFail;
    private boolean failing;
    private long failedAt;
    private boolean wayBack;
    private boolean spokenSince;

    WatchedJudge(Judge judge, Supplier<Cutover> cutover, BooleanSupplier mayFail) {
        this.judge = judge;
        this.cutover = cutover;
        this.mayFail = mayFail;
    }

    @Override
    public Assessment assess(long nowNanos) {
        if (failing && nowNanos > failedAt) {
            heard();
        }
        spokenSince = false;
        var assessment = judge.assess(nowNanos);
        failing = assessment.failing().isPresent();
        failedAt = nowNanos;
        wayBack = hasWayBack();
        require("S14", !failing || mayFail.getAsBoolean(), "a guard fails on no failure: " + assessment);
        return assessment;
    }

    /** A person has spoken: where the plan says hold, they may resume, and are held again at the next evaluation. */
    void spoken() {
        spokenSince = true;
    }

    private boolean hasWayBack() {
        return cutover.get().nodes().stream()
                .anyMatch(node -> node.observed()
                        .filter(reading -> reading.baselineUsable() == 0)
                        .isEmpty());
    }

    /** S5, in every state that is not on the way back or at the end. */
    private void heard() {
        var now = cutover.get();
        var state = now.state().name();
        boolean over = now.ending().filter(ending -> ending != Ending.PROMOTED).isPresent();
        boolean back = state.equals("rolling-back")
                || (state.equals("draining") && now.state().step() < 0);
        boolean must = now.plan().policies().onFailure() == Reaction.ROLLBACK && wayBack && hasWayBack();
        boolean stays = List.of("holding", "restoring").contains(state);
        require("S5", over || back || (!must && (stays || spokenSince)), "a failing guard is not heard in " + state);
    }

    @Override
    public void exposure(Exposure exposure, long nowNanos) {
        judge.exposure(exposure, nowNanos);
    }

    @Override
    public void emptyPassing(long nowNanos) {
        judge.emptyPassing(nowNanos);
    }

    @Override
    public boolean crossed() {
        return judge.crossed();
    }

    @Override
    public int enlist(int node, Cluster cluster, String server) {
        return judge.enlist(node, cluster, server);
    }

    @Override
    public void request(int server, Outcome outcome, long latencyMicros, long startedNanos) {
        judge.request(server, outcome, latencyMicros, startedNanos);
    }

    @Override
    public void counters(int server, Counters counters, long nowNanos) {
        judge.counters(server, counters, nowNanos);
    }

    @Override
    public void incarnation(int node, String incarnation) {
        judge.incarnation(node, incarnation);
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
