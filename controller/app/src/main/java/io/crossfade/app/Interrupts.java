package io.crossfade.app;

import io.crossfade.core.machine.Event;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.Loop;
import io.crossfade.core.reactor.Reactor;
import io.crossfade.server.LineWriter;
import io.crossfade.server.Signals;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What signals mean while a cutover runs: the first Ctrl-C holds, the second rolls back, the third leaves at once
 * without knowing; SIGTERM and SIGHUP end as the plan's {@code on-exit} says.
 */
final class Interrupts {

    private final Reactor reactor;
    private final Plan plan;
    private final Loop loop;
    private final LineWriter err;
    private final AtomicInteger count = new AtomicInteger();

    Interrupts(Reactor reactor, Plan plan, Loop loop, LineWriter err) {
        this.reactor = reactor;
        this.plan = plan;
        this.loop = loop;
        this.err = err;
    }

    void install() {
        boolean interrupt = Signals.on("INT", this::interrupted);
        boolean terminate = Signals.on("TERM", () -> stop("SIGTERM"));
        boolean hangUp = Signals.on("HUP", () -> stop("SIGHUP"));
        if (!interrupt || !terminate || !hangUp) {
            err.line("warning: signals cannot be caught here: Ctrl-C ends this process and leaves the split alone");
        }
    }

    /** On a thread of the JDK. */
    private void interrupted() {
        switch (count.incrementAndGet()) {
            case 1 -> {
                submit(new Event.HoldRequested("Ctrl-C"));
                err.line("holding. Next: `crossfade resume` goes on, Ctrl-C again rolls back, SIGTERM leaves the split"
                        + " as it is and ends with 12");
            }
            case 2 -> {
                submit(new Event.RollbackRequested(false, "Ctrl-C twice"));
                err.line("rolling back. Ctrl-C again leaves at once, with nothing verified");
            }
            default -> leave();
        }
    }

    private void leave() {
        err.line("left without verifying; all traffic back to the baseline by hand:");
        WayBack.of(plan).forEach(err::line);
        err.close();
        Runtime.getRuntime().halt(ExitCode.UNVERIFIED.code());
    }

    private void stop(String cause) {
        submit(new Event.StopRequested(cause, plan.policies().onExit()));
    }

    private void submit(Event event) {
        loop.execute(() -> reactor.submit(event).whenComplete((decision, failure) -> {
            if (failure == null) {
                decision.refusal().ifPresent(err::line);
            }
        }));
    }
}
