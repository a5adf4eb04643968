package io.crossfade.app;

import io.crossfade.core.analysis.StepForecast;
import io.crossfade.core.analysis.Traffic;
import io.crossfade.core.config.Durations;
import io.crossfade.core.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Foretells from present traffic whether each step can pass: within its longest bake the candidate must get the requests
 * that every guard asks for. Of a step that may end early it says how long its certificates take.
 *
 * @param plan the plan
 * @param traffic over all load balancers
 */
record Forecast(Plan plan, Traffic traffic) {

    /** A line for each step, and one more for a step that may end early. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        for (int index = 0; index < plan.steps().size(); index++) {
            var step = StepForecast.of(plan, index, traffic);
            lines.add(line(index, step));
            if (plan.step(index).bake().mayEndEarly()) {
                lines.add(step.uncertifiable().map(why -> "warning " + why).orElseGet(step::text));
            }
        }
        return lines;
    }

    /** True where every step can get its requests. */
    boolean passable() {
        for (int index = 0; index < plan.steps().size(); index++) {
            if (!StepForecast.of(plan, index, traffic).isPassable()) {
                return false;
            }
        }
        return true;
    }

    private String line(int index, StepForecast forecast) {
        var step = plan.step(index);
        double rate = forecast.perSecond();
        var text = String.format(
                Locale.ROOT,
                "step %d (%s): needs %d requests of the candidate, gets about %.2f a second: ",
                index + 1,
                step.candidate(),
                forecast.toPass(),
                rate);
        if (rate == 0) {
            return text + "never enough; can NOT pass";
        }
        var taken = Durations.text(Duration.ofSeconds((long) Math.ceil(forecast.toPass() / rate)));
        return text + "after " + taken + " of " + Durations.text(step.bake().atMost())
                + (forecast.isPassable() ? "; can pass" : "; can NOT pass");
    }
}
