package io.crossfade.nginx;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Reloads NGINX and finds out whether it took. The command's success says nothing: a busy port stops a reload 2.5 s
 * after it was reported as begun. What counts is that every worker which takes requests is a new one, and that the
 * probe, where there is one, answers the new generation. All methods block: for a worker thread.
 */
final class Reloading {

    /** How long old workers may still take the odd request of a connection that they hold, after being told to go. */
    static final Duration SETTLE = Duration.ofMillis(60);

    /** How long an old text is waited for after it was put back. */
    static final Duration BACK = Duration.ofSeconds(2);

    private static final Duration POLL = Duration.ofMillis(5);
    private static final Duration SLOW_POLL = Duration.ofMillis(100);
    private static final Duration COMMAND = Duration.ofSeconds(10);

    private final NginxSpec spec;
    private final Sight sight;
    private final Places places;

    Reloading(NginxSpec spec, Sight sight, Places places) {
        this.spec = spec;
        this.places = places;
        this.sight = sight;
    }

    /**
     * What came of a reload.
     *
     * @param proven whether the generation was shown to serve, and the old workers have let go
     * @param signalled whether NGINX may have been told to reload
     * @param before the processes from before
     * @param why why it is not proven, in words; empty where it is
     */
    record Attempt(boolean proven, boolean signalled, Master before, String why) {}

    /** Reloads, and waits until {@code generation} serves, until the plan's deadline, or until {@code halt}. */
    Attempt attempt(long generation, Halt halt) {
        Master before;
        try {
            before = sight.master();
        } catch (IOException e) {
            var nobody = new Master(0, 0, false, List.of());
            return new Attempt(false, false, nobody, String.valueOf(e.getMessage()));
        }
        var log = ErrorLog.from(places.errorLog());
        sight.unsettled(true);
        var reloaded = Command.run(spec.reload(), limit(), halt);
        boolean signalled = reloaded.succeeded() || (reloaded.started() && !reloaded.ended());
        if (!signalled) {
            sight.unsettled(false);
            return new Attempt(false, false, before, "the reload command fails: " + reloaded.words());
        }
        if (within(spec.deadline(), halt, () -> hasTurnedOver(before) && sight.answers(generation))) {
            halt.pause(SETTLE);
            sight.unsettled(false);
            return new Attempt(true, true, before, "");
        }
        var why = log.complaint()
                .map(words -> "the reload did not take: " + words)
                .orElse("the reload was not shown to serve within "
                        + spec.deadline().toMillis() + "ms");
        return new Attempt(false, true, before, why);
    }

    /** The old text is in its place again: whether it serves, after one more reload. */
    boolean oldServesAgain(Attempt failed, Halt halt) {
        Master now;
        try {
            now = sight.master();
        } catch (IOException e) {
            return false;
        }
        Command.run(spec.reload(), limit());
        if (now.stopped()) {
            return false;
        }
        if (!now.hasTurnedOverSince(failed.before())) {
            // They never left: what they serve is the old text, and what a reload may still bring is the old text.
            sight.unsettled(false);
            return true;
        }
        boolean back = within(BACK, halt, () -> hasTurnedOver(now));
        sight.unsettled(!back);
        return back;
    }

    /**
     * Waits until an unproven reload has taken effect or never can: the master has replaced its workers, or is gone.
     * False where neither is so within {@code limit}.
     */
    boolean settles(Master before, Duration limit, Halt halt) {
        long end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < end && !halt.pause(SLOW_POLL)) {
            try {
                var now = sight.master();
                if (!now.stopped() && (now.pid() != before.pid() || now.hasTurnedOverSince(before))) {
                    boolean settled = !halt.pause(SETTLE);
                    sight.unsettled(!settled);
                    return settled;
                }
            } catch (IOException gone) {
                sight.unsettled(false);
                return true;
            }
        }
        return false;
    }

    private boolean hasTurnedOver(Master before) {
        try {
            var now = sight.master();
            return !now.stopped() && now.hasTurnedOverSince(before);
        } catch (IOException e) {
            return false;
        }
    }

    private interface Condition {

        boolean holds();
    }

    private static boolean within(Duration limit, Halt halt, Condition condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() >= end || halt.pause(POLL)) {
                return false;
            }
        }
        return true;
    }

    private Duration limit() {
        return spec.deadline().compareTo(COMMAND) < 0 ? spec.deadline() : COMMAND;
    }
}
