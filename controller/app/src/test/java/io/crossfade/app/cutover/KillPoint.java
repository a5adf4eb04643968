package io.crossfade.app.cutover;

import io.crossfade.server.ControlRequest;
import io.crossfade.server.Verb;
import java.time.Duration;
import java.util.List;

/**
 * Where a controller is lost.
 *
 * @param story what happens until then
 * @param place the failpoint; {@link #MID_BAKE} for a SIGKILL from outside
 * @param times how often the place has been come to then; of {@link #MID_BAKE} the step
 */
record KillPoint(Story story, String place, int times) {

    static final String MID_BAKE = "mid-bake";

    /** The places that a controller can end itself at. */
    static final List<String> PLACES =
            List.of("journal-append", "journal-durable", "write-begin", "write-sent", "write-ended");

    /** Enough for a verdict in a moment, and not for the load balancer's own checks to take Y out. */
    private static final double FAILING = 0.2;

    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** What happens. */
    enum Story {
        /** A healthy candidate is given everything. */
        FORWARD,
        /** The controller is killed from outside while a step bakes. */
        BAKE,
        /** A person holds the first step. */
        HOLD,
        /** The candidate fails at the first step. */
        ROLLBACK
    }

    /** Has the story happen to {@code run}, which may be lost on the way; false where it was before its turn came. */
    boolean tell(CutoverRun run, Stage stage) {
        int step = story == Story.BAKE ? times : 1;
        if (story == Story.FORWARD || !reaches(run, step)) {
            return story == Story.FORWARD;
        }
        switch (story) {
            case BAKE -> run.kill();
            case HOLD -> run.tellAtOnce(ControlRequest.of(Verb.HOLD, "sweep"));
            case ROLLBACK -> stage.y().behave(Stage.WELL.errors(FAILING));
            case FORWARD -> throw new IllegalStateException("a forward story tells itself");
        }
        return true;
    }

    private static boolean reaches(CutoverRun run, int step) {
        return run.reaches(told -> told.kind().equals("baking") && told.step() == step, LONGEST);
    }

    @Override
    public String toString() {
        return story + " " + place + ":" + times;
    }
}
