package io.crossfade.core.machine;

import io.crossfade.core.machine.Notice.Kind;
import io.crossfade.core.plan.Gate;
import io.crossfade.core.plan.Reaction;

/**
 * The bake is over and every guard passed; a person must approve before the step is left. The guards act all the while.
 *
 * @param step the step
 * @param sinceNanos when the wait began
 * @param approved true from the approval to the next evaluation, which uses it or makes it void
 * @param accepted true where a person has accepted that guards are inconclusive
 */
record AwaitingGate(int step, long sinceNanos, boolean approved, boolean accepted) implements AtStep {

    @Override
    public String name() {
        return "awaiting-gate";
    }

    @Override
    public Decision onEvaluated(Event.Evaluated event, Turn turn) {
        var assessment = event.assessment();
        var trouble = Trouble.of(assessment, turn, step);
        if (trouble.isPresent() && !accepted) {
            return trouble.get();
        }
        if (approved) {
            boolean passes = accepted || assessment.passes();
            return passes && turn.allRead()
                    ? Moves.advance(turn, step)
                    : turn.draft()
                            .become(new AwaitingGate(step, sinceNanos, false, accepted))
                            .say(Kind.WARNING, "the approval is void: " + assessment.missing())
                            .decide();
        }
        var gate = turn.plan().step(step).gate().orElseThrow();
        return turn.now().since(sinceNanos).compareTo(gate.within()) >= 0 ? tooLate(gate, turn) : turn.stay();
    }

    private Decision tooLate(Gate gate, Turn turn) {
        var why = "no approval within " + Text.of(gate.within());
        return gate.then() == Reaction.ROLLBACK
                ? Moves.rollBack(turn, Ending.ROLLED_BACK, why, false)
                : Moves.hold(turn, step, why);
    }

    @Override
    public Decision onResumeRequested(Event.ResumeRequested event, Turn turn) {
        if (!event.accept()) {
            return turn.refuse("not held: the step awaits approval");
        }
        return turn.draft()
                .become(new AwaitingGate(step, sinceNanos, approved, true))
                .say(Kind.RESUMED, "what is inconclusive is accepted: " + event.reason())
                .decide();
    }

    @Override
    public Decision onApprovalGiven(Event.ApprovalGiven event, Turn turn) {
        return turn.draft()
                .become(new AwaitingGate(step, sinceNanos, true, accepted))
                .say(Kind.RESUMED, "approved: " + event.reason())
                .decide();
    }

    @Override
    public Decision onPromoteRequested(Event.PromoteRequested event, Turn turn) {
        return turn.refuse("the step awaits approval: approve it");
    }
}
