package io.crossfade.simulations.yardstick;

import java.util.function.Supplier;

/**
 * What happens in a world, whoever looks on.
 *
 * @param name what to call it in a table
 * @param perSecond requests a second on average, both clusters together
 * @param load what {@code perSecond} is multiplied by
 * @param isPoisson whether requests come at random times; else they come evenly
 * @param labels how requests are dealt out
 * @param baselineFails the baseline's failing rate
 * @param candidateFails the candidate's failing rate
 * @param watched for how many seconds the baseline is watched before the candidate gets its first request
 * @param clusters how failures stick together
 * @param isTimed whether latencies spread; else all are alike, which is drawn faster
 * @param latency what the latency of both clusters is multiplied by
 * @param candidateLatency what the candidate's is multiplied by beside that
 */
record Scene(
        String name,
        double perSecond,
        Course load,
        boolean isPoisson,
        Supplier<Labels> labels,
        Course baselineFails,
        Course candidateFails,
        int watched,
        Clusters clusters,
        boolean isTimed,
        Course latency,
        Course candidateLatency) {

    private static final Course ONE = Course.steady(1);

    /** Nothing moves: requests come evenly and go to a cluster by a throw each. */
    static Scene steady(double perSecond, double baselineFails, double candidateFails) {
        return new Scene(
                "steady",
                perSecond,
                ONE,
                false,
                Labels::random,
                Course.steady(baselineFails),
                Course.steady(candidateFails),
                0,
                Clusters.NONE,
                false,
                ONE,
                ONE);
    }

    Scene named(String other) {
        return new Scene(
                other,
                perSecond,
                load,
                isPoisson,
                labels,
                baselineFails,
                candidateFails,
                watched,
                clusters,
                isTimed,
                latency,
                candidateLatency);
    }

    /** Requests at random times, {@code load} times as many as usual. */
    Scene poisson(Course factor) {
        return new Scene(
                name,
                perSecond,
                factor,
                true,
                labels,
                baselineFails,
                candidateFails,
                watched,
                clusters,
                isTimed,
                latency,
                candidateLatency);
    }

    Scene dealt(Supplier<Labels> how) {
        return new Scene(
                name,
                perSecond,
                load,
                isPoisson,
                how,
                baselineFails,
                candidateFails,
                watched,
                clusters,
                isTimed,
                latency,
                candidateLatency);
    }

    Scene failing(Course baseline, Course candidate) {
        return new Scene(
                name,
                perSecond,
                load,
                isPoisson,
                labels,
                baseline,
                candidate,
                watched,
                clusters,
                isTimed,
                latency,
                candidateLatency);
    }

    Scene clustered(Clusters how) {
        return new Scene(
                name,
                perSecond,
                load,
                isPoisson,
                labels,
                baselineFails,
                candidateFails,
                watched,
                how,
                isTimed,
                latency,
                candidateLatency);
    }

    Scene watched(int seconds) {
        return new Scene(
                name,
                perSecond,
                load,
                isPoisson,
                labels,
                baselineFails,
                candidateFails,
                seconds,
                clusters,
                isTimed,
                latency,
                candidateLatency);
    }

    Scene slow(Course both, Course candidate) {
        return new Scene(
                name,
                perSecond,
                load,
                isPoisson,
                labels,
                baselineFails,
                candidateFails,
                watched,
                clusters,
                true,
                both,
                candidate);
    }
}
