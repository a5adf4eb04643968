package io.crossfade.simulations.yardstick;

import java.util.SplittableRandom;
import org.apache.commons.numbers.gamma.Erfc;

/** Draws the requests of a scene, one after the other; one seed decides all. */
final class World {

    /** Servers of each cluster; a request goes to one of them by a throw. */
    static final int SERVERS = 2;

    private static final long MEDIAN_MICROS = 20_000;

    /** The spread of the lognormal latency: the p99 is 6.4 times the median. */
    private static final double SIGMA = 0.8;

    private final Scene scene;
    private final SplittableRandom random;
    private final Labels labels;
    private final int[] stillFailing = new int[2 * SERVERS];
    private long requests;
    private double nanos;

    World(Scene scene, SplittableRandom random) {
        this.scene = scene;
        this.random = random;
        this.labels = scene.traffic().labels().get();
    }

    /** The latency in microseconds of a world in which nothing moves, at a quantile from 0 to 1. */
    static long quantile(double part) {
        double low = -10;
        double high = 10;
        while (high - low > 1e-9) {
            double middle = (low + high) / 2;
            // The normal distribution by the error function's complement.
            double below = 0.5 * Erfc.value(-middle / Math.sqrt(2));
            low = below < part ? middle : low;
            high = below < part ? high : middle;
        }
        return (long) (MEDIAN_MICROS * Math.exp(SIGMA * low));
    }

    /** Draws the next request; the candidate is to have {@code share} of them. */
    void next(double share, Request into) {
        double seconds = nanos * 1e-9;
        double gap = 1e9 / (scene.traffic().perSecond() * scene.traffic().load().at(requests, seconds));
        nanos += scene.traffic().isPoisson() ? -gap * Math.log1p(-random.nextDouble()) : gap;
        into.nanos = (long) nanos;
        into.isCandidate = labels.next(share, random);
        into.server = random.nextInt(SERVERS);
        into.isFailed = fails(into, seconds);
        into.latencyMicros = scene.pace().isTimed() ? latency(into.isCandidate, seconds) : MEDIAN_MICROS;
        requests++;
    }

    private boolean fails(Request request, double seconds) {
        Course course = request.isCandidate
                ? scene.failures().candidate()
                : scene.failures().baseline();
        int place = request.server + (request.isCandidate ? SERVERS : 0);
        if (stillFailing[place] > 0) {
            stillFailing[place]--;
            return true;
        }
        boolean begins = random.nextDouble() * scene.failures().clusters().mean() < course.at(requests, seconds);
        if (begins) {
            stillFailing[place] = scene.failures().clusters().size().applyAsInt(random) - 1;
        }
        return begins;
    }

    private long latency(boolean isCandidate, double seconds) {
        double factor = scene.pace().both().at(requests, seconds)
                * (isCandidate ? scene.pace().candidate().at(requests, seconds) : 1);
        return (long) (factor * MEDIAN_MICROS * Math.exp(SIGMA * random.nextGaussian()));
    }
}
