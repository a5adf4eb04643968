package io.crossfade.simulations.prover;

import static io.crossfade.simulations.prover.Breach.require;

import io.crossfade.core.analysis.Assessment;
import io.crossfade.core.analysis.Status;
import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Ending;
import io.crossfade.core.machine.Event;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.port.JournalEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must hold where a step is left for the next, or for the end. */
final class ShiftRules {

    private static final List<String> AT_STEP = List.of("baking", "awaiting-gate");

    private final Truth truth;
    private final @Nullable Crowd crowd;
    private long bakedSince;
    private long disturbedAt;
    private boolean accepted;
    private boolean hurried;
    private boolean approved;

    /** True where a step's split was written again: what drifted away is nothing to go on with. */
    private boolean again;

    ShiftRules(Truth truth, @Nullable Crowd crowd) {
        this.truth = truth;
        this.crowd = crowd;
    }

    void reborn() {
        accepted = false;
        hurried = false;
        approved = false;
    }

    void recorded(Cutover before, JournalEntry entry, Cutover next) {
        var event = entry.event();
        words(event, entry.decision().refusal().isPresent());
        var from = before.state().name();
        var to = next.state().name();
        int step = next.state().step();
        boolean shifts = to.equals("shifting") && step == before.state().step() + 1;
        boolean promotes = AT_STEP.contains(from)
                && (to.equals("draining")
                        || next.ending().filter(Ending.PROMOTED::equals).isPresent());
        if (to.equals("shifting") && !from.equals("shifting")) {
            require(
                    "S1",
                    shifts || step == before.state().step(),
                    "from step " + before.state().step() + " to " + step);
            boolean late = before.plan().window().isTooLate(entry.at().wall());
            require("window", !shifts || !late, "shifts after the window has closed");
        }
        if (promotes || (shifts && step > 0)) {
            require("S3", event instanceof Event.Evaluated, "a step is left by " + event);
            left(before, ((Event.Evaluated) event).assessment());
        }
        boolean begins = to.equals("baking") && !from.equals("baking");
        boolean disturbed = event instanceof Event.Disturbed || event instanceof Event.Restarted;
        disturbedAt = disturbed ? truth.now() : disturbedAt;
        bakedSince = begins || disturbed ? truth.now() : bakedSince;
        if (disturbed || (begins && (again || !before.plan().step(step).continuesRamp()))) {
            truth.spoil();
        }
        if (to.equals("shifting")) {
            reborn();
            again = from.equals("shifting") ? again : !shifts;
        }
        approved &= to.equals("awaiting-gate");
    }

    private void words(Event event, boolean refused) {
        if (refused) {
            return;
        }
        accepted |= event instanceof Event.ResumeRequested word && word.accept();
        hurried |= event instanceof Event.PromoteRequested;
        approved |= event instanceof Event.ApprovalGiven;
    }

    private void left(Cutover before, Assessment assessment) {
        var step = before.plan().step(before.state().step());
        var text = "step " + before.state().step() + " is left";
        require("S3", assessment.failing().isEmpty(), text + " while a guard fails");
        require("S3", step.gate().isEmpty() || approved, text + " without approval");
        require("S3", truth.isReadSince(disturbedAt), text + " with a load balancer unread since the disturbance");
        if (accepted) {
            return;
        }
        require("S3", isPassed(assessment), text + " without a pass: " + assessment.missing());
        require("S14", assessment.doubts().isEmpty(), text + " in doubt: " + assessment.doubts());
        var baked = truth.now() - bakedSince;
        boolean early = baked >= step.bake().atLeast().toNanos() && isCertified(assessment);
        boolean longEnough = hurried || early || baked >= step.bake().full().toNanos();
        require("S3", longEnough, text + " after " + baked / 1_000_000 + "ms of " + step.bake());
        if (crowd != null) {
            long told = crowd.toldSince(truth.freshSince());
            for (Guard guard : before.plan().guards()) {
                require("S3", told >= guard.minRequests(), text + " on " + told + " requests: " + guard);
            }
        }
    }

    /** Likewise. */
    private static boolean isCertified(Assessment assessment) {
        for (var verdict : assessment.verdicts()) {
            boolean given = false;
            for (var certificate : assessment.certificates()) {
                given |= certificate.given() && certificate.guard().equals(verdict.guard());
            }
            if (!verdict.shadow() && !given) {
                return false;
            }
        }
        return true;
    }

    /** Said again here in other words, so that a defect of the assessment's own rule is seen. */
    private static boolean isPassed(Assessment assessment) {
        for (var verdict : assessment.verdicts()) {
            if (!verdict.shadow() && verdict.status() != Status.PASS && verdict.status() != Status.NOT_APPLICABLE) {
                return false;
            }
        }
        return assessment.commonMode().isEmpty();
    }
}
