package io.crossfade.simulations.yardstick;

import java.util.SplittableRandom;

/** Finds by trying what a test that has no guarantee must be set to, so that it raises as many false alarms as others. */
final class Calibration {

    private Calibration() {}

    /**
     * The line, in nats, that Page's test crosses in the healthy time before {@code fault} with probability
     * {@code alpha}.
     */
    static double lineOfPage(Fault fault, double alpha, Settings settings) {
        var root = new SplittableRandom(settings.seed() + 1);
        var highest = new Sample();
        var request = new Request();
        for (int i = 0; i < settings.runs(); i++) {
            var test = ClairvoyantTest.page(fault.baselineRate(), fault.candidateRate(), Double.MAX_VALUE);
            var world = new World(fault.scene(Long.MAX_VALUE), root.split());
            test.share(fault.share(), 0);
            for (long n = 0; n < fault.healthy(); n++) {
                world.next(fault.share(), request);
                test.observe(request);
            }
            highest.add(test.highest());
        }
        return highest.quantile(1 - alpha);
    }
}
