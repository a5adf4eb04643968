package io.crossfade.core.machine;

import io.crossfade.core.plan.Plan;
import java.util.List;
import java.util.Optional;

/**
 * What a state decides upon: where the cutover stands, with the event's facts about nodes already taken in, and when.
 *
 * @param cutover where the cutover stands
 * @param now when the event is handled
 */
public record Turn(Cutover cutover, Moment now) {

    Plan plan() {
        return cutover.plan();
    }

    /** Nothing follows. */
    Decision stay() {
        return new Decision(cutover, List.of(), List.of(), Optional.empty());
    }

    /** Nothing follows, and the person is told why. */
    Decision refuse(String why) {
        return new Decision(cutover, List.of(), List.of(), Optional.of(why));
    }

    /** A decision to be put together. */
    Draft draft() {
        return new Draft(this);
    }
}
