package io.crossfade.simulations;

import io.crossfade.core.machine.Event;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.port.FakeRouter;
import io.crossfade.core.port.FakeRouter.Manner;
import io.crossfade.core.port.Reading;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** Faults, operators and other hands, at times and in an order that a seed decides, until told to stop. */
final class Mischief {

    private static final int LONGEST_PAUSE_MILLIS = 8_000;
    private static final Manner[] MANNERS = Manner.values();

    private final ProvingGround ground;
    private final World world;
    private final SplittableRandom random;
    private boolean stopped;
    private boolean meddled;

    Mischief(ProvingGround ground, SplittableRandom random) {
        this.ground = ground;
        this.world = ground.world();
        this.random = random;
        next();
    }

    /** True once another hand than the controller's has changed a split. */
    boolean hasMeddled() {
        return meddled;
    }

    /** The faults stop: what was frozen thaws, what was down is up, both clusters are well. */
    void stop() {
        stopped = true;
        for (var router : world.routers()) {
            router.manner(Manner.APPLY).delay(Duration.ofMillis(1)).unreadable(false);
            router.thaw();
            usable(router, 2, 2);
        }
        ground.fails(0.001, 0.001);
        ground.rate(200);
        ground.seen(true);
        world.journal().faulty(false);
    }

    private void next() {
        world.loop().schedule(Duration.ofMillis(1 + random.nextInt(LONGEST_PAUSE_MILLIS)), () -> {
            if (!stopped && !world.isOver()) {
                strike(world.routers().get(random.nextInt(world.routers().size())));
                next();
            }
        });
    }

    private void strike(FakeRouter router) {
        switch (random.nextInt(18)) {
            case 0 -> router.manner(MANNERS[random.nextInt(MANNERS.length)]);
            case 1 -> router.manner(Manner.APPLY);
            case 2 -> router.delay(Duration.ofMillis(1 + random.nextInt(3_000)));
            case 3 -> router.delay(Duration.ofMillis(1));
            case 4 -> router.freeze();
            case 5, 6 -> router.thaw();
            case 7 -> router.unreadable(random.nextBoolean());
            case 8 -> usable(router, random.nextInt(3), 2);
            case 9 -> reload(router);
            case 10 -> ground.fails(0.001, random.nextDouble());
            case 11 -> ground.fails(0.3, 0.3);
            case 12 -> ground.fails(0.001, 0.001);
            case 13 -> ground.seen(random.nextBoolean());
            case 14 -> world.loop().jumpWall(Duration.ofMinutes(random.nextInt(-60, 60)));
            case 15, 16 -> world.journal().faulty(random.nextBoolean());
            default -> operate(router);
        }
    }

    private void operate(FakeRouter router) {
        var events = List.of(
                new Event.HoldRequested("simulated"),
                new Event.ResumeRequested(false, "simulated"),
                new Event.ResumeRequested(true, "simulated"),
                new Event.ApprovalGiven("simulated"),
                new Event.PromoteRequested("simulated"),
                new Event.AdoptRequested("simulated"),
                new Event.RollbackRequested(false, "simulated"));
        int choice = random.nextInt(events.size() + 1);
        if (choice < events.size()) {
            world.reactor().submit(events.get(choice));
        } else {
            meddled = true;
            var shown = router.shown();
            router.shows(new Reading(
                    new AchievedShare(random.nextInt(101), 100),
                    shown.incarnation(),
                    false,
                    shown.baselineUsable(),
                    shown.candidateUsable(),
                    0,
                    0,
                    List.of()));
        }
    }

    /** A reload brings what the configuration says: nothing for the candidate, and a new life. */
    private void reload(FakeRouter router) {
        router.shows(new Reading(AchievedShare.NONE, "reborn@" + world.loop().nanos(), true, 2, 2, 0, 0, List.of()));
        world.traffic().restarted(world.routers().indexOf(router));
    }

    private static void usable(FakeRouter router, int baseline, int candidate) {
        var shown = router.shown();
        router.shows(new Reading(
                shown.share(), shown.incarnation(), shown.configured(), baseline, candidate, 0, 0, shown.doubts()));
    }
}
