package io.crossfade.server;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes lines to a stream from a thread of its own, so that a reader who stops reading never stops the loop: past a
 * bound lines are dropped and counted. Never throws.
 */
public final class LineWriter implements AutoCloseable {

    private static final int MOST_WAITING = 10_000;

    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final PrintStream out;
    private final ArrayBlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread;
    private volatile boolean open = true;

    public LineWriter(PrintStream out, String name) {
        this.out = out;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Hands over a line, to be written soon; safe to call from any thread. */
    public void line(String line) {
        if (!waiting.offer(() -> out.println(line))) {
            dropped.incrementAndGet();
        }
    }

    private void run() {
        try {
            while (open || !waiting.isEmpty()) {
                var next = waiting.poll(50, TimeUnit.MILLISECONDS);
                if (next != null) {
                    tellOfDropped();
                    next.run();
                } else {
                    out.flush();
                }
            }
            out.flush();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void tellOfDropped() {
        long count = dropped.getAndSet(0);
        if (count > 0) {
            out.println("(" + count + " lines dropped: nobody reads fast enough)");
        }
    }

    /** Writes what waits, for two seconds at most. */
    @Override
    public void close() {
        open = false;
        try {
            thread.join(LAST_WORDS.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
