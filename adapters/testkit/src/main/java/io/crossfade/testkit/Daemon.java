package io.crossfade.testkit;

import java.io.IOException;

/** Threads that end with the connection that they serve, and keep no process alive. */
final class Daemon {

    private Daemon() {}

    /** What such a thread does. */
    interface Work {
        void run() throws IOException;
    }

    static Thread start(String name, Work work) {
        var thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // A peer that leaves is what a proxy is for; the connection is over, nothing else.
                        return;
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
