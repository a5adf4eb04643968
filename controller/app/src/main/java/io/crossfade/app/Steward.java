package io.crossfade.app;

import io.crossfade.core.config.Durations;
import io.crossfade.core.machine.Announcement;
import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Event;
import io.crossfade.core.plan.Reaction;
import io.crossfade.core.port.Announcer;
import io.crossfade.core.port.Loop;
import io.crossfade.core.reactor.Reactor;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for the person who is not there: gives approvals where told to, and ends a cutover that waits for nobody.
 * Hears every announcement, passes it on, and remembers when the present state began. Used on the loop only.
 */
final class Steward implements Announcer {

    /** An approval that was void is given again no sooner: otherwise it would be given at every evaluation. */
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private static final String AWAITING = "awaiting-gate";
    private static final String HOLDING = "holding";
    private static final String WAITING = "waiting";

    private final RunSession.Options options;
    private final Loop loop;
    private final Announcer next;
    private @Nullable Reactor reactor;
    private String state = "";
    private int step = -2;
    private Instant since;
    private Loop.@Nullable Timer patience;
    private Loop.@Nullable Timer approval;

    Steward(RunSession.Options options, Loop loop, Announcer next) {
        this.options = options;
        this.loop = loop;
        this.next = next;
        since = loop.wall();
    }

    /** Begins to act for {@code reactor}, to be called before it starts. */
    void serve(Reactor served) {
        reactor = served;
    }

    /** When the present state began. */
    Instant since() {
        return since;
    }

    @Override
    public void announce(Announcement announcement) {
        next.announce(announcement);
        var cutover = announcement.cutover();
        boolean changed =
                !cutover.state().name().equals(state) || cutover.state().step() != step;
        if (changed) {
            state = cutover.state().name();
            step = cutover.state().step();
            since = announcement.at().wall();
            watchPatience(cutover);
        }
        if (approval != null) {
            approval.cancel();
        }
        if (options.approveGates() && state.equals(AWAITING)) {
            approve(changed ? Duration.ZERO : AGAIN);
        }
    }

    private void approve(Duration delay) {
        approval = loop.schedule(delay, () -> submit(new Event.ApprovalGiven("--approve-gates")));
    }

    private void watchPatience(Cutover cutover) {
        if (patience != null) {
            patience.cancel();
            patience = null;
        }
        if (options.holdEnds() && (state.equals(HOLDING) || state.equals(WAITING))) {
            patience = loop.schedule(options.holdTimeout(), () -> giveUp(cutover));
        }
    }

    /** A window that is still to open is no reason to give up. */
    private void giveUp(Cutover cutover) {
        if (state.equals(WAITING) && cutover.plan().window().isTooEarly(loop.wall())) {
            watchPatience(cutover);
            return;
        }
        submit(new Event.StopRequested(
                state + " for " + Durations.text(options.holdTimeout()) + " with nobody there", Reaction.HOLD));
    }

    private void submit(Event event) {
        if (reactor != null) {
            reactor.submit(event);
        }
    }
}
