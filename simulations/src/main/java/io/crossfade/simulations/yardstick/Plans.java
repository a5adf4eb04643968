package io.crossfade.simulations.yardstick;

import io.crossfade.core.plan.Bake;
import io.crossfade.core.plan.FakeSpec;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Policies;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Step;
import io.crossfade.core.plan.Window;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Plans that judges are tried with. */
final class Plans {

    private Plans() {}

    /** One guard that lets the candidate fail no more than the baseline. */
    static Plan strict() {
        return plan(List.of(new Guard.ErrorRate("error-rate", Optional.empty(), Optional.of(0.0), 300, false)));
    }

    /** One guard on the p99, which may be slower than the baseline's by {@code margin}, as a part. */
    static Plan latency(double margin) {
        return plan(List.of(new Guard.Latency("latency", 0.99, Optional.empty(), Optional.of(margin), 300, false)));
    }

    /** Two guards, each with a limit of its own and one against the baseline. */
    static Plan usual() {
        return plan(List.of(
                new Guard.ErrorRate("error-rate", Optional.of(0.02), Optional.of(0.002), 150, false),
                new Guard.Latency(
                        "latency", 0.99, Optional.of(Duration.ofMillis(800)), Optional.of(0.25), 300, false)));
    }

    private static Plan plan(List<Guard> guards) {
        var most = Duration.ofMinutes(2);
        // Where the candidate has everything a common outage can not be told from a fault: not for long, then.
        var steps = List.of(1, 5, 20, 50, 100).stream()
                .map(percent ->
                        Step.of(Share.ofPercent(percent), new Bake(Duration.ofSeconds(percent < 100 ? 10 : 1), most)))
                .toList();
        return new Plan("yardstick", List.of(new FakeSpec("lb1")), guards, steps, Window.ALWAYS, Policies.DEFAULTS);
    }
}
