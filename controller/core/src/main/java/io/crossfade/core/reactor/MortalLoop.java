package io.crossfade.core.reactor;

import io.crossfade.core.port.Loop;
import java.time.Duration;
import java.time.Instant;

/**
 * The loop of a process that can be lost while the world goes on: from then on nothing that the process had planned
 * happens. For tests and simulations.
 */
public final class MortalLoop implements Loop {

    private final Loop world;
    private final long bornNanos;
    private boolean dead;

    /** A process that begins now; its monotonic time begins at one second. */
    public MortalLoop(Loop world) {
        this.world = world;
        bornNanos = world.nanos() - Duration.ofSeconds(1).toNanos();
    }

    /** The process is lost. */
    public void die() {
        dead = true;
    }

    @Override
    public long nanos() {
        return world.nanos() - bornNanos;
    }

    @Override
    public Instant wall() {
        return world.wall();
    }

    @Override
    public void execute(Runnable task) {
        world.execute(() -> run(task));
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        return world.schedule(delay, () -> run(task));
    }

    private void run(Runnable task) {
        if (!dead) {
            task.run();
        }
    }
}
