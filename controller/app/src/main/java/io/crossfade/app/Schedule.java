package io.crossfade.app;

import io.crossfade.core.config.Durations;
import io.crossfade.core.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** When the steps of a plan come, at the soonest. */
final class Schedule {

    private Schedule() {}

    /** A table of the steps, one line each after a heading. */
    static List<String> lines(Plan plan) {
        var lines = new ArrayList<String>();
        lines.add(String.format(
                "%4s  %9s  %-9s  %-9s  %-9s  %-22s  %s",
                "step", "candidate", "at least", "for", "at most", "gate", "soonest"));
        var soonest = Duration.ZERO;
        for (int index = 0; index < plan.steps().size(); index++) {
            var step = plan.step(index);
            var gate = step.gate()
                    .map(waited -> "approval within " + Durations.text(waited.within()))
                    .orElse("-");
            lines.add(String.format(
                    "%4d  %9s  %-9s  %-9s  %-9s  %-22s  %s",
                    index + 1,
                    step.candidate(),
                    Durations.text(step.bake().atLeast()),
                    step.bake().mayEndEarly() ? Durations.text(step.bake().full()) : "-",
                    Durations.text(step.bake().atMost()),
                    gate,
                    "+" + Durations.text(soonest)));
            soonest = soonest.plus(step.bake().atLeast());
        }
        lines.add("promoted after " + Durations.text(soonest) + " at the soonest, gates not counted");
        return lines;
    }

    /** What a rollback may take at worst: it must fit between the last bake and the end of the window. */
    static Duration rollbackReserve(Plan plan) {
        return plan.policies().rollbackPatience().plus(plan.policies().drain());
    }

    /** Ends the command where the plan cannot be done within its window. */
    static void requireWindow(Plan plan, Instant now) throws Quit {
        if (plan.window().notAfter().isEmpty()) {
            return;
        }
        var closes = plan.window().notAfter().get();
        var start =
                plan.window().notBefore().filter(opens -> opens.isAfter(now)).orElse(now);
        var needed = plan.leastDuration().plus(rollbackReserve(plan));
        if (start.plus(needed).isAfter(closes)) {
            throw new Quit(
                    ExitCode.INVALID_PLAN,
                    "window.not-after: " + closes + " (expected: " + start.plus(needed) + " or later: from " + start
                            + " the steps take " + Durations.text(plan.leastDuration()) + " at least and a rollback up"
                            + " to " + Durations.text(rollbackReserve(plan)) + ")");
        }
    }
}
