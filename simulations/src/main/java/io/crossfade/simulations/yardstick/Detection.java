package io.crossfade.simulations.yardstick;

import java.util.SplittableRandom;
import java.util.function.Supplier;

/** How one contender finds one fault, over many runs; counted from the fault's beginning. */
final class Detection {

    private final Fault fault;
    private final Sample requests = new Sample();
    private final Sample failed = new Sample();
    private final Sample seconds = new Sample();
    private int early;
    private int missed;

    private Detection(Fault fault) {
        this.fault = fault;
    }

    /**
     * Lets a contender find {@code fault} in {@code runs} worlds. The same seed gives every contender the same requests.
     *
     * @param most how many requests of both clusters it is given
     */
    static Detection of(Fault fault, Supplier<Contender> contender, int runs, long most, long seed) {
        var root = new SplittableRandom(seed);
        var detection = new Detection(fault);
        for (int i = 0; i < runs; i++) {
            detection.run(contender.get(), most, root.split());
        }
        return detection;
    }

    /** The candidate's requests until the rollback. */
    Sample requests() {
        return requests;
    }

    /** Those of them that failed. */
    Sample failed() {
        return failed;
    }

    /** The time until the rollback. */
    Sample seconds() {
        return seconds;
    }

    /** How often it rolled back before the fault began. */
    int early() {
        return early;
    }

    /** How often it did not find the fault within what it was given. */
    int missed() {
        return missed;
    }

    private void run(Contender contender, long most, SplittableRandom random) {
        long onset = fault.healthy() == 0 ? 0 : fault.healthy() + random.nextInt(Fault.SPREAD);
        var world = new World(fault.scene(onset), random.split());
        var request = new Request();
        int candidate = 0;
        int bad = 0;
        contender.share(fault.share(), 0);
        for (long i = 0; i < onset + most; i++) {
            world.next(fault.share(), request);
            contender.observe(request);
            if (i >= onset && request.isCandidate) {
                candidate++;
                bad += request.isFailed ? 1 : 0;
            }
            if (contender.rollsBack(request.nanos)) {
                if (i < onset) {
                    early++;
                } else {
                    requests.add(candidate);
                    failed.add(bad);
                    seconds.add((i + 1 - onset) / Fault.PER_SECOND);
                }
                return;
            }
        }
        missed++;
    }
}
