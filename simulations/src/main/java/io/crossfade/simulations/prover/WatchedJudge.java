package io.crossfade.simulations.prover;

import static io.crossfade.simulations.prover.Breach.require;

import io.crossfade.core.analysis.Assessment;
import io.crossfade.core.analysis.ForwardingJudge;
import io.crossfade.core.analysis.Judge;
import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.plan.Reaction;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A judge whose word is looked after: what it says of a failing guard must be heard by the next time it is asked. */
final class WatchedJudge extends ForwardingJudge {

    private final Supplier<Cutover> cutover;
    private final BooleanSupplier mayFail;
    private boolean failing;
    private long failedAt;
    private boolean wayBack;
    private boolean spokenSince;

    WatchedJudge(Judge judge, Supplier<Cutover> cutover, BooleanSupplier mayFail) {
        super(judge);
        this.cutover = cutover;
        this.mayFail = mayFail;
    }

    @Override
    public Assessment assess(long nowNanos) {
        if (failing && nowNanos > failedAt) {
            heard();
        }
        spokenSince = false;
        var assessment = super.assess(nowNanos);
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
}
