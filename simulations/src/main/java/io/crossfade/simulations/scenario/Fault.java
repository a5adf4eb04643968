package io.crossfade.simulations.scenario;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Share;
import java.time.Duration;
import java.util.Optional;

/**
 * Something that goes wrong in a cluster.
 *
 * @param when in force
 * @param in the cluster; empty for both, as what both depend on
 * @param server the one server of it, from 1; empty for all
 * @param above in force only while the candidate's share is above this
 * @param growing how long it takes from nothing to its full extent; empty for at once
 */
public record Fault(
        When when,
        Optional<Cluster> in,
        Optional<Integer> server,
        Optional<Share> above,
        Optional<Duration> growing,
        Effect effect) {

    /** What goes wrong. */
    public sealed interface Effect {

        /** So many requests are answered with an error. */
        record Errors(double rate) implements Effect {}

        /** So many requests are never answered. */
        record Hang(double rate) implements Effect {}

        /** Answers take so many times as long, 2 for twice. */
        record Slow(double times) implements Effect {}

        /** Answers take so much longer. */
        record Delay(Duration by) implements Effect {}

        /** Connections are refused. */
        record Down() implements Effect {}

        /** No more requests a second can be served, by the cluster or the one server. */
        record Capacity(int perSecond) implements Effect {}

        /** Errors that come in groups: at random, so long apart on average, for so long each. */
        record Clusters(double rate, Duration every, Duration each) implements Effect {}

        /** Nothing is served for a while, again and again, as while memory is collected. */
        record Pauses(Duration every, Duration each) implements Effect {}
    }
}
