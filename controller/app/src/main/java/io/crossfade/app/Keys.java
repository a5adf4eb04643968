package io.crossfade.app;

import io.crossfade.core.machine.Event;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** What the keys of a run's live view do. A rollback takes two strokes, since it cannot be taken back. */
final class Keys {

    static final String HELP = "h hold  r resume  a approve  R roll back  Ctrl-C hold";

    private static final String AGAIN = "roll back? R again within 5 s does it, any other key does not";
    private static final String NO_QUIT = "a run cannot be left alone: Ctrl-C holds; SIGTERM ends it as the plan says";
    private static final Duration CONFIRM = Duration.ofSeconds(5);
    private static final String WHO = "by key";

    private final Consumer<Event> submit;
    private final LongSupplier nanos;
    private String prompt = "";
    private long askedNanos;

    /**
     * Keys that steer.
     *
     * @param nanos monotonic time
     */
    Keys(Consumer<Event> submit, LongSupplier nanos) {
        this.submit = submit;
        this.nanos = nanos;
    }

    /** What the person is asked or told about the last key; empty for nothing. */
    synchronized String prompt() {
        return prompt.equals(AGAIN) && isOver() ? "" : prompt;
    }

    private boolean isOver() {
        return nanos.getAsLong() - askedNanos > CONFIRM.toNanos();
    }

    synchronized void key(int key) {
        boolean asked = prompt.equals(AGAIN) && !isOver();
        prompt = "";
        switch (key) {
            case 'h' -> submit.accept(new Event.HoldRequested(WHO));
            case 'r' -> submit.accept(new Event.ResumeRequested(false, WHO));
            case 'a' -> submit.accept(new Event.ApprovalGiven(WHO));
            case 'R' -> rollBack(asked);
            case 'q' -> prompt = NO_QUIT;
            default -> {
                // Not one of ours.
            }
        }
    }

    private void rollBack(boolean asked) {
        if (asked) {
            submit.accept(new Event.RollbackRequested(false, WHO));
        } else {
            prompt = AGAIN;
            askedNanos = nanos.getAsLong();
        }
    }
}
