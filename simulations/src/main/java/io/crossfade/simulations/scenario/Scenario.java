package io.crossfade.simulations.scenario;

import io.crossfade.core.machine.Ending;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A world and what happens in it while a plan is carried out.
 *
 * @param name letters, digits and hyphens
 * @param about in a sentence
 * @param load how requests come
 * @param faults what goes wrong in the clusters
 * @param incidents what happens to load balancers, signals and the controller, and what the operator says
 * @param approvals how long the operator takes to approve a gate; empty where nobody does
 * @param patience after so long held or waiting for an approval the process is ended, as off a terminal
 * @param expected how it is to end with the library's plan; empty where nothing is expected
 * @param says what the story must contain
 */
public record Scenario(
        String name,
        String about,
        Load load,
        ClusterShape baseline,
        ClusterShape candidate,
        List<Fault> faults,
        List<Incident> incidents,
        Optional<Duration> approvals,
        Duration patience,
        Optional<Ending> expected,
        List<String> says) {

    /** What a scenario's name may look like. */
    public static final String NAME_PATTERN = "[a-z0-9][a-z0-9-]{0,62}";

    public Scenario {
        faults = List.copyOf(faults);
        incidents = List.copyOf(incidents);
        says = List.copyOf(says);
    }

    /**
     * True where no rollback is expected: the candidate does no harm that the baseline would not do. A rollback is then
     * one of a good candidate.
     */
    public boolean isCandidateGood() {
        return expected.filter(ending -> ending == Ending.PROMOTED || ending == Ending.HELD)
                .isPresent();
    }
}
