package io.crossfade.simulations.prover;

import io.crossfade.core.plan.Plan;
import io.crossfade.simulations.prover.Strike.Kind;
import java.time.Duration;
import java.util.List;

/**
 * One cutover with all that befalls it, as made from a seed. The strikes are a list so that a shorter one can be tried.
 *
 * @param seed what it was made from
 * @param judged true where real requests are judged by the judge of production; otherwise verdicts are said
 * @param bounded true where time limits, retries and a breaker stand round each load balancer, as at work
 * @param requestsPerSecond to all load balancers together
 * @param faulty how long the strikes last
 * @param calm what the judge says once the faults have stopped, where verdicts are said
 * @param dead a load balancer that never comes back, -1 for none
 */
record Trial(
        long seed,
        Plan plan,
        boolean judged,
        boolean bounded,
        int requestsPerSecond,
        Duration faulty,
        List<Strike> strikes,
        Kind calm,
        int dead) {

    Trial {
        strikes = List.copyOf(strikes);
    }

    Trial with(List<Strike> fewer) {
        return new Trial(seed, plan, judged, bounded, requestsPerSecond, faulty, fewer, calm, dead);
    }

    /** In this time after the last fault the cutover must have ended or be held. */
    Duration patience() {
        var policies = plan.policies();
        var sum = Duration.ofSeconds(140)
                .plus(policies.rollbackPatience().multipliedBy(3))
                .plus(policies.over().multipliedBy(2))
                .plus(policies.drain());
        for (var step : plan.steps()) {
            sum = sum.plus(policies.applyWithin()).plus(step.bake().atMost());
            sum = step.gate().isPresent() ? sum.plus(step.gate().get().within()) : sum;
        }
        return sum;
    }
}
