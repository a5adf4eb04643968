package io.crossfade.core.machine;

import io.crossfade.core.machine.Notice.Kind;
import java.time.Duration;

/**
 * The split of a step is in force and must survive its bake.
 *
 * @param step the step
 * @param sinceNanos when its split was confirmed on the last node, or when the bake began anew
 * @param leave what lets the step end
 */
record Baking(int step, long sinceNanos, Leave leave) implements AtStep {

    /** What lets a step end. */
    enum Leave {
        /** The bake is over and every guard passes. */
        WHEN_BAKED,
        /** Every guard passes: a person has waived the rest of the bake. */
        WHEN_PASSING,
        /** No guard fails: a person has accepted that guards are inconclusive. */
        NOW
    }

    @Override
    public String name() {
        return "baking";
    }

    @Override
    public Decision onEvaluated(Event.Evaluated event, Turn turn) {
        var assessment = event.assessment();
        if (leave == Leave.NOW) {
            return accepted(turn);
        }
        var trouble = Trouble.of(assessment, turn, step);
        if (trouble.isPresent()) {
            return trouble.get();
        }
        var bake = turn.plan().step(step).bake();
        var elapsed = turn.now().since(sinceNanos);
        boolean baked = leave == Leave.WHEN_PASSING || elapsed.compareTo(bake.full()) >= 0;
        boolean early = !baked && elapsed.compareTo(bake.atLeast()) >= 0 && assessment.certified();
        if ((baked || early) && assessment.passes() && turn.allRead()) {
            var after = Text.of(Duration.ofSeconds(elapsed.toSeconds()));
            return turn.draft()
                    .say(
                            Kind.PASSED,
                            baked
                                    ? "every guard passes after " + after
                                    : "certified after " + after + ": " + assessment.certificatesText())
                    .then(Moves.leave(turn, step, false));
        }
        if (elapsed.compareTo(bake.atMost()) >= 0) {
            return Moves.hold(turn, step, "the bake ended without a pass: " + missing(assessment.missing(), turn));
        }
        return turn.stay();
    }

    /** A person has accepted what the guards do not know; what a load balancer shows must be known all the same. */
    private Decision accepted(Turn turn) {
        if (turn.allRead()) {
            return Moves.leave(turn, step, true);
        }
        var patience = turn.plan().step(step).bake().atMost();
        return turn.now().since(sinceNanos).compareTo(patience) >= 0
                ? Moves.hold(turn, step, "the bake ended and a load balancer cannot be read")
                : turn.stay();
    }

    private static String missing(String missing, Turn turn) {
        return turn.allRead() ? missing : "a load balancer cannot be read; " + missing;
    }

    @Override
    public Decision onResumeRequested(Event.ResumeRequested event, Turn turn) {
        if (!event.accept()) {
            return turn.refuse("not held: baking at " + turn.splitOf(step).candidate());
        }
        return turn.draft()
                .become(new Baking(step, sinceNanos, Leave.NOW))
                .say(Kind.RESUMED, "what is inconclusive is accepted: " + event.reason())
                .decide();
    }

    @Override
    public Decision onPromoteRequested(Event.PromoteRequested event, Turn turn) {
        return turn.draft()
                .become(new Baking(step, sinceNanos, Leave.WHEN_PASSING))
                .say(Kind.RESUMED, "the step ends as soon as every guard passes: " + event.reason())
                .decide();
    }
}
