package io.crossfade.app;

import io.crossfade.core.config.Durations;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Foretells from a request rate whether each step can pass: within its longest bake the candidate must get the requests
 * that every guard asks for.
 *
 * @param plan the plan
 * @param perSecond requests a second over all load balancers, 0 or more
 */
record Forecast(Plan plan, double perSecond) {

    /** One line for each step. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        for (int index = 0; index < plan.steps().size(); index++) {
            lines.add(line(index));
        }
        return lines;
    }

    /** True where every step can get its requests. */
    boolean passable() {
        return plan.steps().stream().allMatch(this::passable);
    }

    private boolean passable(Step step) {
        return needed() <= rate(step) * seconds(step.bake().atMost());
    }

    private String line(int index) {
        var step = plan.step(index);
        double rate = rate(step);
        var bake = Durations.text(step.bake().atMost());
        var text = String.format(
                Locale.ROOT,
                "step %d (%s): needs %d requests of the candidate, gets about %.2f a second: ",
                index + 1,
                step.candidate(),
                needed(),
                rate);
        if (rate == 0) {
            return text + "never enough; can NOT pass";
        }
        var taken = Durations.text(Duration.ofSeconds((long) Math.ceil(needed() / rate)));
        return text + "after " + taken + " of " + bake + (passable(step) ? "; can pass" : "; can NOT pass");
    }

    private double rate(Step step) {
        return perSecond * step.candidate().exactly().fraction();
    }

    private int needed() {
        return plan.guards().stream()
                .filter(guard -> !guard.shadow())
                .mapToInt(Guard::minRequests)
                .max()
                .orElse(0);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
