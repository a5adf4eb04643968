package io.crossfade.simulations.yardstick;

import java.util.function.Supplier;

/**
 * What happens in a world, whoever looks on.
 *
 * @param name what to call it in a table
 * @param traffic when requests come and to whom they go
 * @param failures which of them fail
 * @param pace how fast they are answered
 * @param watched for how many seconds the baseline is watched before the candidate gets its first request
 */
record Scene(String name, Traffic traffic, Failures failures, Pace pace, int watched) {

    private static final Course ONE = Course.steady(1);

    /**
     * When requests come and to whom they go.
     *
     * @param perSecond requests a second on average, both clusters together
     * @param load what {@code perSecond} is multiplied by
     * @param isPoisson whether requests come at random times; else they come evenly
     * @param labels how requests are dealt out
     */
    record Traffic(double perSecond, Course load, boolean isPoisson, Supplier<Labels> labels) {}

    /**
     * Which requests fail.
     *
     * @param baseline the baseline's failing rate
     * @param candidate the candidate's failing rate
     * @param clusters how failures stick together
     */
    record Failures(Course baseline, Course candidate, Clusters clusters) {}

    /**
     * How fast requests are answered.
     *
     * @param isTimed whether latencies spread; else all are alike, which is drawn faster
     * @param both what the latency of both clusters is multiplied by
     * @param candidate what the candidate's is multiplied by beside that
     */
    record Pace(boolean isTimed, Course both, Course candidate) {}

    /** Nothing moves: requests come evenly and go to a cluster by a throw each. */
    static Scene steady(double perSecond, double baselineFails, double candidateFails) {
        return new Scene(
                "steady",
                new Traffic(perSecond, ONE, false, Labels::random),
                new Failures(Course.steady(baselineFails), Course.steady(candidateFails), Clusters.NONE),
                new Pace(false, ONE, ONE),
                0);
    }

    Scene named(String other) {
        return new Scene(other, traffic, failures, pace, watched);
    }

    /** Requests at random times, {@code load} times as many as usual. */
    Scene poisson(Course factor) {
        return with(new Traffic(traffic.perSecond, factor, true, traffic.labels));
    }

    Scene dealt(Supplier<Labels> how) {
        return with(new Traffic(traffic.perSecond, traffic.load, traffic.isPoisson, how));
    }

    Scene failing(Course baseline, Course candidate) {
        return with(new Failures(baseline, candidate, failures.clusters));
    }

    Scene clustered(Clusters how) {
        return with(new Failures(failures.baseline, failures.candidate, how));
    }

    Scene watched(int seconds) {
        return new Scene(name, traffic, failures, pace, seconds);
    }

    Scene slow(Course both, Course candidate) {
        return new Scene(name, traffic, failures, new Pace(true, both, candidate), watched);
    }

    private Scene with(Traffic other) {
        return new Scene(name, other, failures, pace, watched);
    }

    private Scene with(Failures other) {
        return new Scene(name, traffic, other, pace, watched);
    }
}
