package io.crossfade.simulations.scenario;

import io.crossfade.core.plan.Share;
import java.time.Duration;
import java.util.Optional;

/**
 * When something happens.
 *
 * @param at how long after the beginning, or after the candidate first had {@code reached}
 * @param reached the share that the candidate must have had; empty for the beginning of the scenario
 * @param lasting how long it lasts; empty for ever
 */
public record When(Duration at, Optional<Share> reached, Optional<Duration> lasting) {}
