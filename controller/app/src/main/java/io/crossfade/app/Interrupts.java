package io.crossfade.app;

import io.crossfade.core.machine.Announcement;
import io.crossfade.core.machine.Event;
import io.crossfade.core.machine.Notice;
import io.crossfade.core.plan.Plan;
import io.crossfade.server.Signals;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What signals mean while a cutover runs: the first Ctrl-C holds, the second rolls back, the third leaves at once
 * without knowing; SIGTERM and SIGHUP end as the plan's {@code on-exit} says. A resume begins the count anew: a Ctrl-C an
 * hour after it is a first one.
 */
final class Interrupts {

    private final Steering steering;
    private final Plan plan;
    private final Stage stage;
    private final Count count;

    Interrupts(Steering steering, Plan plan, Stage stage, Count count) {
        this.steering = steering;
        this.plan = plan;
        this.stage = stage;
        this.count = count;
    }

    /** How often Ctrl-C was pressed since the start or since the cutover last went on. */
    static final class Count {

        private final AtomicInteger pressed = new AtomicInteger();

        /** Hears what the cutover tells. */
        void heard(Announcement announcement) {
            if (announcement.notice().kind() == Notice.Kind.RESUMED) {
                pressed.set(0);
            }
        }
    }

    void install() {
        boolean interrupt = Signals.on("INT", this::interrupted);
        boolean terminate = Signals.on("TERM", () -> stop("SIGTERM"));
        boolean hangUp = Signals.on("HUP", () -> stop("SIGHUP"));
        if (!interrupt || !terminate || !hangUp) {
            stage.tell("warning: signals cannot be caught here: Ctrl-C ends this process and leaves the split alone");
        }
    }

    /** On a thread of the JDK. */
    private void interrupted() {
        switch (count.pressed.incrementAndGet()) {
            case 1 -> {
                steering.submit(new Event.HoldRequested("Ctrl-C"));
                stage.tell(
                        "holding. Next: `crossfade resume` goes on, Ctrl-C again rolls back, SIGTERM leaves the split"
                                + " as it is and ends with 12");
            }
            case 2 -> {
                steering.submit(new Event.RollbackRequested(false, "Ctrl-C twice"));
                stage.tell("rolling back. Ctrl-C again leaves at once, with nothing verified");
            }
            default -> leave();
        }
    }

    private void leave() {
        stage.leave();
        stage.tell("left without verifying; all traffic back to the baseline by hand:");
        WayBack.of(plan).forEach(stage::tell);
        stage.close();
        Runtime.getRuntime().halt(ExitCode.UNVERIFIED.code());
    }

    private void stop(String cause) {
        steering.submit(new Event.StopRequested(cause, plan.policies().onExit()));
    }
}
