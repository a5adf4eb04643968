package io.crossfade.testkit;

import java.time.Duration;
import java.util.stream.DoubleStream;

/**
 * How the servers of a {@link FaultyCluster} answer. The fractions are of all requests, from 0 to 1, and at most 1
 * together; the rest is answered with 200.
 *
 * @param latency how long an answer takes at least, in whole milliseconds; 0 answers at once
 * @param spread how much longer it may take at most, spread evenly
 * @param factor what both are multiplied by
 * @param errors answered with 500
 * @param hangs never answered
 * @param silentCloses closed without a byte
 * @param reusedCloses closed without a byte where the connection had carried a request before, which HAProxy tells in no
 *     line; answered with 200 where it had not
 * @param garbage answered with what is no HTTP
 * @param truncated answered with 200 and half of the promised body
 */
public record Behaviour(
        Duration latency,
        Duration spread,
        double factor,
        double errors,
        double hangs,
        double silentCloses,
        double reusedCloses,
        double garbage,
        double truncated) {

    public Behaviour {
        double sum = errors + hangs + silentCloses + reusedCloses + garbage + truncated;
        double least = DoubleStream.of(errors, hangs, silentCloses, reusedCloses, garbage, truncated)
                .min()
                .orElseThrow();
        if (!(least >= 0 && sum <= 1 + 1e-9)) {
            throw new IllegalArgumentException("fractions: " + least + " to " + sum + " (expected: >= 0, sum <= 1)");
        }
        if (!(factor >= 0) || latency.isNegative() || spread.isNegative()) {
            throw new IllegalArgumentException(
                    "latency: " + latency + ", " + spread + ", " + factor + " (expected: >= 0)");
        }
    }

    /** Answers everything with 200 after {@code latency}. */
    public static Behaviour healthy(Duration latency) {
        return new Behaviour(latency, Duration.ZERO, 1, 0, 0, 0, 0, 0, 0);
    }

    public Behaviour spread(Duration most) {
        return new Behaviour(latency, most, factor, errors, hangs, silentCloses, reusedCloses, garbage, truncated);
    }

    public Behaviour slower(double times) {
        return new Behaviour(latency, spread, times, errors, hangs, silentCloses, reusedCloses, garbage, truncated);
    }

    public Behaviour errors(double fraction) {
        return new Behaviour(latency, spread, factor, fraction, hangs, silentCloses, reusedCloses, garbage, truncated);
    }

    public Behaviour hangs(double fraction) {
        return new Behaviour(latency, spread, factor, errors, fraction, silentCloses, reusedCloses, garbage, truncated);
    }

    public Behaviour silentCloses(double fraction) {
        return new Behaviour(latency, spread, factor, errors, hangs, fraction, reusedCloses, garbage, truncated);
    }

    public Behaviour reusedCloses(double fraction) {
        return new Behaviour(latency, spread, factor, errors, hangs, silentCloses, fraction, garbage, truncated);
    }

    public Behaviour garbage(double fraction) {
        return new Behaviour(latency, spread, factor, errors, hangs, silentCloses, reusedCloses, fraction, truncated);
    }

    public Behaviour truncated(double fraction) {
        return new Behaviour(latency, spread, factor, errors, hangs, silentCloses, reusedCloses, garbage, fraction);
    }

    /**
     * The answer that a number evenly drawn from 0 to 1 stands for.
     *
     * @param reused whether the connection had carried a request before
     */
    FaultyCluster.Answer answer(double drawn, boolean reused) {
        double left = drawn - errors;
        if (left < 0) {
            return FaultyCluster.Answer.ERROR;
        }
        left -= hangs;
        if (left < 0) {
            return FaultyCluster.Answer.HANG;
        }
        left -= silentCloses;
        if (left < 0) {
            return FaultyCluster.Answer.SILENT_CLOSE;
        }
        left -= reusedCloses;
        if (left < 0) {
            return reused ? FaultyCluster.Answer.SILENT_CLOSE : FaultyCluster.Answer.OK;
        }
        left -= garbage;
        if (left < 0) {
            return FaultyCluster.Answer.GARBAGE;
        }
        return left < truncated ? FaultyCluster.Answer.TRUNCATED : FaultyCluster.Answer.OK;
    }

    /** The wait before an answer, in whole milliseconds, for a number evenly drawn from 0 to 1. */
    long waitMillis(double drawn) {
        return Math.round((latency.toMillis() + spread.toMillis() * drawn) * factor);
    }
}
