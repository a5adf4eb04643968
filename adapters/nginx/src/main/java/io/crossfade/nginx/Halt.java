package io.crossfade.nginx;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells a job on a worker thread that it is no longer wanted, even while it waits. */
final class Halt {

    private final CountDownLatch latch = new CountDownLatch(1);

    void now() {
        latch.countDown();
    }

    boolean isSet() {
        return latch.getCount() == 0;
    }

    /** Waits for {@code duration}; true where the job is to end. */
    boolean pause(Duration duration) {
        try {
            return latch.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
