package io.crossfade.testkit;

import java.lang.ref.Cleaner;
import java.util.concurrent.CountDownLatch;

/** What nobody refers to any more. */
final class Garbage {

    private static final Cleaner CLEANER = Cleaner.create();

    private Garbage() {}

    /**
     * Has it collected, and waits until what is to be done about that has begun: such as the end of a client that was
     * held by nobody, with its connections.
     */
    static void collect() {
        var gone = new CountDownLatch(1);
        CLEANER.register(new Object(), gone::countDown);
        Await.until("a collection", () -> {
            System.gc();
            return gone.getCount() == 0;
        });
    }
}
