package io.crossfade.simulations.yardstick;

import io.crossfade.core.analysis.Verdict;
import io.crossfade.core.plan.Bake;
import io.crossfade.core.plan.Plan;

/**
 * One whole cutover of a plan with one load balancer that obeys half a second after it is told: a step is left when its
 * bake is over and all guards pass, and held at its end where they do not.
 */
final class CutoverRun {

    /** How a cutover ended. */
    enum End {
        PROMOTED,
        ROLLED_BACK,
        HELD
    }

    /**
     * What became of a cutover.
     *
     * @param seconds from the first shift to the decision
     * @param failed requests of the candidate that failed until the rollback was carried out
     * @param why the verdict that rolled back; empty where none did
     */
    record Result(End end, double seconds, long failed, String why) {}

    private static final long SECOND = 1_000_000_000;
    private static final long ACTUATION = SECOND / 2;

    private final Plan plan;
    private final JudgeAtWork judge;
    private final World world;
    private final Request request = new Request();
    private final int watched;
    private double share;
    private long began;
    private long failed;

    /** A cutover whose first shift comes after the baseline was watched for so many seconds. */
    CutoverRun(Plan plan, JudgeAtWork judge, World world, int watched) {
        this.plan = plan;
        this.judge = judge;
        this.world = world;
        this.watched = watched;
    }

    Result run() {
        judge.share(0, 0);
        until(watched * SECOND, false);
        began = request.nanos;
        for (int step = 0; step < plan.steps().size(); step++) {
            until(request.nanos + ACTUATION, false);
            share = plan.step(step).candidate().exactly().fraction();
            judge.share(share, request.nanos);
            End end = bake(plan.step(step).bake());
            if (end != End.PROMOTED) {
                return result(end);
            }
        }
        return result(End.PROMOTED);
    }

    private Result result(End end) {
        double seconds = (request.nanos - began) * 1e-9;
        String why = judge.last().failing().map(Verdict::text).orElse("");
        if (end == End.ROLLED_BACK) {
            until(request.nanos + ACTUATION, false);
        }
        return new Result(end, seconds, failed, why);
    }

    private End bake(Bake bake) {
        long start = request.nanos;
        if (until(start + bake.atLeast().toNanos(), true)) {
            return End.ROLLED_BACK;
        }
        while (request.nanos < start + bake.atMost().toNanos()) {
            if (next() && judge.last().failing().isPresent()) {
                return End.ROLLED_BACK;
            }
            if (judge.last().passes()) {
                return End.PROMOTED;
            }
        }
        return End.HELD;
    }

    /** Goes on until then; true where the judge wanted the traffic back before, and was listened to. */
    private boolean until(long nanos, boolean isListened) {
        while (request.nanos < nanos) {
            if (next() && isListened) {
                return true;
            }
        }
        return false;
    }

    private boolean next() {
        world.next(share, request);
        failed += request.isCandidate && request.isFailed ? 1 : 0;
        judge.observe(request);
        return judge.rollsBack(request.nanos);
    }
}
