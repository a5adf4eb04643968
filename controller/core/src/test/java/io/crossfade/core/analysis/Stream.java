package io.crossfade.core.analysis;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.Outcome;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/**
 * Requests at exponential intervals before a sequential judge, each on the candidate with its share; an assessment every
 * quarter of a second and wherever the judge asks for one, as the reactor does.
 */
final class Stream {

    private static final long TICK = World.SECOND / 4;

    final World world;
    private final SplittableRandom random;
    private final double perSecond;
    private DoubleUnaryOperator baseline = seconds -> 0.001;
    private DoubleUnaryOperator candidate = seconds -> 0.001;
    private DoubleUnaryOperator slowness = seconds -> 1;
    private int secondBaseline = -1;
    private double share;
    long requestsOfCandidate;
    long failedOfCandidate;
    boolean commonMode;
    Assessment last = Assessment.NOTHING_SEEN;

    Stream(Plan plan, long seed, double perSecond, int percent) {
        this.world = new World(plan, new SequentialJudge(plan, Duration.ZERO));
        this.random = new SplittableRandom(seed);
        this.perSecond = perSecond;
        share(percent);
    }

    Stream share(int percent) {
        share = percent / 100.0;
        world.expose(percent, 100);
        return this;
    }

    /** The failing rates by the seconds since the stream began. */
    Stream rates(DoubleUnaryOperator ofBaseline, DoubleUnaryOperator ofCandidate) {
        baseline = ofBaseline;
        candidate = ofCandidate;
        return this;
    }

    /** How many times slower the candidate is, by the seconds since the stream began. */
    Stream slowness(DoubleUnaryOperator ofCandidate) {
        slowness = ofCandidate;
        return this;
    }

    /** The baseline has another server, which gets half of its requests. */
    Stream twoBaselines() {
        secondBaseline = world.judge.enlist(0, Cluster.BASELINE, "x2");
        return this;
    }

    /** The seconds at which the candidate failed, or {@code seconds} where it did not. */
    double until(double seconds) {
        long began = world.now;
        long tick = began;
        long end = began + (long) (seconds * World.SECOND);
        while (world.now < end) {
            world.now += (long) (-Math.log(1 - random.nextDouble()) / perSecond * World.SECOND);
            observe((world.now - began) / 1e9);
            if (world.judge.crossed() || world.now >= tick) {
                tick = world.now + TICK;
                last = world.assess();
                commonMode |= last.commonMode().isPresent();
                if (last.failing().isPresent()) {
                    return (world.now - began) / 1e9;
                }
            }
        }
        return seconds;
    }

    private void observe(double at) {
        boolean onCandidate = random.nextDouble() < share;
        double rate = (onCandidate ? candidate : baseline).applyAsDouble(at);
        boolean failed = random.nextDouble() < rate;
        double micros = 20_000 * Math.exp(0.8 * normal()) * (onCandidate ? slowness.applyAsDouble(at) : 1);
        if (onCandidate) {
            requestsOfCandidate++;
            failedOfCandidate += failed ? 1 : 0;
        }
        int server = onCandidate ? world.y : baseline();
        var outcome = failed ? Outcome.FAILED : Outcome.OK;
        world.judge.request(server, outcome, (long) micros, world.now - (long) (micros * 1000));
    }

    private int baseline() {
        return secondBaseline >= 0 && random.nextBoolean() ? secondBaseline : world.x;
    }

    /** By Box and Muller. */
    private double normal() {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }
}
