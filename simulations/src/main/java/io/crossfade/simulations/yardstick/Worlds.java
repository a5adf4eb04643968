package io.crossfade.simulations.yardstick;

import java.util.List;

/** Worlds in which the candidate is as good as the baseline, however bad that may look. */
final class Worlds {

    private static final Course ONE = Course.steady(1);
    private static final double USUAL = 0.001;

    /** Seconds in which the size of clusters is learned. */
    private static final int HISTORY = 300;

    private Worlds() {}

    /** All of them, at so many requests a second on average. */
    static List<Scene> good(double perSecond) {
        Scene usual = both(perSecond, Course.steady(USUAL)).slow(ONE, ONE);
        Course clustered = Course.steady(0.005);
        return List.of(
                usual.named("steady, both fail 0.1 %"),
                both(perSecond, Course.steady(0.009)).slow(ONE, ONE).named("steady, both fail 0.9 %"),
                usual.poisson(Course.wave(0.3, 3, 60))
                        .slow(Course.wave(0.6, 1.7, 40), ONE)
                        .named("a day in a minute: load x0.3-3, latency x0.6-1.7"),
                usual.poisson(ONE.exceptSeconds(0.2, 1, 10)).named("bursts: tenfold load for 0.2 s of each second"),
                outage(usual, Course.steady(USUAL).except(2_000, 50_000, 1))
                        .named("common outage: 2,000 of 50,000 requests all fail"),
                outage(usual, Course.steady(USUAL).except(30_000, 200_000, 0.3))
                        .named("common outage: 30,000 of 200,000 requests fail by 30 %"),
                outage(usual, Course.steady(USUAL).exceptSeconds(20, 60, 0.5))
                        .slow(ONE.exceptSeconds(20, 60, 6), ONE)
                        .named("common outage: half fail, latency x6, 20 s of each minute"),
                outage(usual, clustered)
                        .clustered(Clusters.exactly(5))
                        .watched(HISTORY)
                        .named("failures in fives, 0.5 %"),
                outage(usual, clustered)
                        .clustered(Clusters.geometric(5))
                        .watched(HISTORY)
                        .named("failures in clusters of 5 on average"),
                outage(usual, clustered)
                        .clustered(Clusters.exactly(20))
                        .watched(HISTORY)
                        .named("failures in twenties, 0.5 %"),
                outage(usual, Course.drift(0.0005, 0.01, 60_000)).named("both drift from 0.05 % to 1 %"),
                usual.dealt(Labels::roundRobin).named("round robin"),
                outage(usual, Course.steady(USUAL).except(40, 4_000, 1))
                        .dealt(Labels::roundRobin)
                        .named("round robin, 40 of 4,000 requests all fail"),
                usual.dealt(() -> Labels.wrong(1.1)).named("real share a tenth more than told"),
                outage(usual, Course.steady(USUAL).except(2_000, 50_000, 1))
                        .dealt(() -> Labels.wrong(1.1))
                        .named("the same with common outages"),
                usual.dealt(() -> Labels.wrong(2)).named("real share twice what was told"));
    }

    private static Scene both(double perSecond, Course rate) {
        return outage(Scene.steady(perSecond, USUAL, USUAL), rate);
    }

    private static Scene outage(Scene scene, Course rate) {
        return scene.failing(rate, rate);
    }
}
