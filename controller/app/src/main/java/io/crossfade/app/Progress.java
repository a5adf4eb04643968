package io.crossfade.app;

import java.io.PrintStream;

/** A bar that grows while something takes its time. Safe to be told from any thread. */
final class Progress {

    private static final int WIDTH = 40;

    private final PrintStream out;
    private final long all;
    private int shown = -1;

    Progress(PrintStream out, long all) {
        this.out = out;
        this.all = all;
    }

    /** So many are done; drawn only where it is seen. */
    synchronized void done(long done) {
        int now = (int) (done * WIDTH / all);
        if (now > shown) {
            shown = now;
            out.print("\r[" + "#".repeat(now) + ".".repeat(WIDTH - now) + "] " + done + " of " + all);
            out.flush();
        }
    }

    /** Takes the bar away again. */
    synchronized void clear() {
        out.print("\r\u001b[K");
        out.flush();
    }
}
