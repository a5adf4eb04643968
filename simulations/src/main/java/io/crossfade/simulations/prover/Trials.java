package io.crossfade.simulations.prover;

import io.crossfade.core.plan.Bake;
import io.crossfade.core.plan.FakeSpec;
import io.crossfade.core.plan.Gate;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.JudgeKind;
import io.crossfade.core.plan.Judging;
import io.crossfade.core.plan.OnRestart;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Policies;
import io.crossfade.core.plan.Reaction;
import io.crossfade.core.plan.RouterSpec;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Step;
import io.crossfade.core.plan.Window;
import io.crossfade.simulations.prover.Strike.Kind;
import io.crossfade.simulations.prover.Strike.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Makes plans, worlds and mischief from a seed. Times are short, so that much happens in a cutover. */
final class Trials {

    private static final Kind[] KINDS = Kind.values();
    private static final Kind[] CALM = {Kind.SAY_PASS, Kind.SAY_PASS, Kind.SAY_INCONCLUSIVE, Kind.SAY_FAIL};

    /** What may come right after a record that raises, or after a write. */
    private static final Kind[] IN_BETWEEN = {
        Kind.KILL,
        Kind.KILL,
        Kind.HOLD,
        Kind.ROLL_BACK,
        Kind.SAY_FAIL,
        Kind.FREEZE,
        Kind.STALL,
        Kind.HAND,
        Kind.RELOAD,
        Kind.STOP_AND_HOLD,
        Kind.STOP_AND_ROLL_BACK,
        Kind.LOSE_ANSWER,
        Kind.THAW,
        Kind.FAILING_DISK
    };

    private static final Share[] SHARES = {
        new Share(1), Share.ofPercent(1), Share.ofPercent(5), Share.ofPercent(25), Share.ofPercent(50)
    };

    private final SplittableRandom random;

    private Trials(long seed) {
        random = new SplittableRandom(seed);
    }

    static Trial of(long seed) {
        return new Trials(seed).trial(seed);
    }

    private Trial trial(long seed) {
        boolean judged = random.nextInt(8) == 0;
        var plan = plan(1 + random.nextInt(3), judged);
        var faulty = Duration.ofMillis(3_000 + random.nextInt(judged ? 25_000 : 15_000));
        var strikes = strikes(plan.nodes(), faulty, judged);
        int dead = random.nextInt(12) == 0 ? random.nextInt(plan.nodes()) : -1;
        return new Trial(
                seed,
                plan,
                judged,
                random.nextInt(5) == 0,
                5 + random.nextInt(random.nextBoolean() ? 60 : 20),
                faulty,
                strikes,
                CALM[random.nextInt(CALM.length)],
                dead);
    }

    private Plan plan(int nodes, boolean judged) {
        var routers = new ArrayList<RouterSpec>();
        for (int node = 1; node <= nodes; node++) {
            routers.add(new FakeSpec("lb" + node));
        }
        var limit = Optional.of(judged ? 0.05 : 0.01);
        var relative = random.nextBoolean() ? Optional.of(0.01) : Optional.<Double>empty();
        var guards = List.<Guard>of(new Guard.ErrorRate("error-rate", limit, relative, 5 + random.nextInt(40), false));
        return new Plan("proved", routers, guards, judged ? judgedSteps() : steps(), window(), policies());
    }

    private List<Step> steps() {
        var steps = new ArrayList<Step>();
        for (var share : SHARES) {
            if (random.nextInt(5) < 2) {
                steps.add(step(share, steps.isEmpty()));
            }
        }
        steps.add(step(Share.ALL, steps.isEmpty()));
        return steps;
    }

    /** Few steps with much for the candidate and short bakes, so that the number of requests decides. */
    private List<Step> judgedSteps() {
        var half = step(Share.ofPercent(20 + random.nextInt(60)), true, 300);
        return List.of(half, step(Share.ALL, false, 300));
    }

    private Step step(Share share, boolean first) {
        return step(share, first, 3_000);
    }

    private Step step(Share share, boolean first, int longestBakeMillis) {
        var atLeast = millis(0, longestBakeMillis);
        // A third of the steps may end early, and then only certified.
        var full = atLeast.plusMillis(atLeast.toMillis() % 3 == 0 ? 1_000 : 0);
        var bake = new Bake(atLeast, full, full.plus(millis(500, 5_000)));
        boolean gated = random.nextInt(4) == 0;
        var then = random.nextBoolean() ? Reaction.HOLD : Reaction.ROLLBACK;
        var gate = gated ? Optional.of(new Gate(millis(1_000, 5_000), then)) : Optional.<Gate>empty();
        return new Step(share, bake, gate, !first && random.nextInt(3) == 0);
    }

    private Window window() {
        var opens = random.nextInt(10) == 0 ? Optional.of(Arena.NOON.plus(millis(0, 4_000))) : Optional.empty();
        var closes = random.nextInt(8) == 0 ? Optional.of(Arena.NOON.plus(millis(5_000, 15_000))) : Optional.empty();
        return new Window(opens.map(java.time.Instant.class::cast), closes.map(java.time.Instant.class::cast));
    }

    private Policies policies() {
        var restarts = OnRestart.values();
        int restart = random.nextInt(2 * restarts.length);
        return new Policies(
                random.nextInt(5) == 0 ? Reaction.HOLD : Reaction.ROLLBACK,
                random.nextBoolean() ? Reaction.HOLD : Reaction.ROLLBACK,
                millis(3_000, 20_000),
                Reaction.HOLD,
                millis(1_000, 5_000),
                random.nextBoolean() ? Duration.ZERO : millis(100, 2_000),
                millis(1_000, 6_000),
                random.nextInt(8) == 0 ? Duration.ofSeconds(75) : millis(2_000, 8_000),
                judging(),
                restart < restarts.length ? Optional.of(restarts[restart]) : Optional.empty());
    }

    private Judging judging() {
        var kinds = JudgeKind.values();
        return new Judging(kinds[random.nextInt(kinds.length)], 0.01, Reaction.HOLD);
    }

    private List<Strike> strikes(int nodes, Duration faulty, boolean judged) {
        var strikes = new ArrayList<Strike>();
        if (random.nextInt(3) == 0) {
            strikes.add(new Strike(Moment.BEGINNING, 0, Duration.ZERO, Kind.SLOW_DISK, 0, 0));
        }
        if (!judged && random.nextInt(3) > 0) {
            strikes.add(new Strike(Moment.BEGINNING, 0, Duration.ZERO, Kind.SAY_PASS, 0, 0));
        }
        int many = random.nextInt(16);
        for (int i = 0; i < many; i++) {
            var after = millis(0, (int) faulty.toMillis());
            var kind = KINDS[random.nextInt(KINDS.length)];
            strikes.add(new Strike(Moment.BEGINNING, 0, after, kind, random.nextInt(nodes), number()));
        }
        int between = random.nextInt(5);
        for (int i = 0; i < between; i++) {
            var moment = random.nextBoolean() ? Moment.FORWARD_RECORD : Moment.WRITE;
            var kind = IN_BETWEEN[random.nextInt(IN_BETWEEN.length)];
            var after = random.nextInt(3) == 0 ? Duration.ZERO : millis(0, 300);
            strikes.add(new Strike(moment, 1 + random.nextInt(6), after, kind, random.nextInt(nodes), number()));
        }
        if (random.nextInt(6) == 0) {
            trap(strikes, 1 + random.nextInt(3), random.nextInt(nodes));
        }
        return strikes;
    }

    /** A write that raises is overtaken by the way back, and lands after it. */
    private void trap(List<Strike> strikes, int record, int node) {
        boolean frozen = random.nextInt(3) == 0;
        var slow = frozen ? Kind.FREEZE : Kind.DELAY;
        var quick = frozen ? Kind.THAW : Kind.DELAY;
        var back = List.of(Kind.ROLL_BACK, Kind.SAY_FAIL, Kind.KILL).get(random.nextInt(3));
        strikes.add(new Strike(Moment.FORWARD_RECORD, record, Duration.ZERO, slow, node, 400 + random.nextInt(500)));
        strikes.add(new Strike(Moment.FORWARD_RECORD, record, millis(10, 50), back, node, random.nextInt(300)));
        strikes.add(new Strike(Moment.FORWARD_RECORD, record, millis(5, frozen ? 4_000 : 40), quick, node, 0));
    }

    private int number() {
        return random.nextInt(100) == 0 ? 400_000 : random.nextInt(10_000);
    }

    private Duration millis(int from, int to) {
        return Duration.ofMillis(from + random.nextInt(to - from));
    }
}
