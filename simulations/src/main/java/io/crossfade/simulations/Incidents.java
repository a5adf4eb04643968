package io.crossfade.simulations;

import io.crossfade.core.machine.Event;
import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.port.FakeRouter;
import io.crossfade.core.port.Reading;
import io.crossfade.simulations.scenario.Incident;
import io.crossfade.simulations.scenario.Incident.Kind;
import io.crossfade.simulations.scenario.Incident.Manner;
import io.crossfade.simulations.scenario.Incident.Verb;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Does to a world what a scenario says, and undoes it. */
final class Incidents {

    private static final Duration USUAL_ANSWER = Duration.ofMillis(1);

    private final World world;
    private final int baselineServers;
    private final int candidateServers;
    private int lives = 1;

    Incidents(World world, int baselineServers, int candidateServers) {
        this.world = world;
        this.baselineServers = baselineServers;
        this.candidateServers = candidateServers;
    }

    void begin(Incident incident) {
        for (int node : nodes(incident)) {
            atNode(incident.kind(), node, true);
        }
        toController(incident.kind(), true);
    }

    void end(Incident incident) {
        for (int node : nodes(incident)) {
            atNode(incident.kind(), node, false);
        }
        toController(incident.kind(), false);
    }

    private List<Integer> nodes(Incident incident) {
        int all = world.routers().size();
        return incident.node()
                .map(node -> node <= all ? List.of(node - 1) : List.<Integer>of())
                .orElseGet(() -> IntStream.range(0, all).boxed().toList());
    }

    private void atNode(Kind kind, int node, boolean begins) {
        var router = world.routers().get(node);
        if (kind instanceof Kind.Writes writes) {
            router.manner(begins ? manner(writes.manner()) : FakeRouter.Manner.APPLY);
        } else if (kind instanceof Kind.Answers answers) {
            router.delay(begins ? answers.by() : USUAL_ANSWER);
        } else if (kind instanceof Kind.Freeze) {
            if (begins) {
                router.freeze();
            } else {
                router.thaw();
            }
        } else if (kind instanceof Kind.Unreadable) {
            router.unreadable(begins);
        } else if (kind instanceof Kind.Reload reload) {
            lives++;
            show(router, reload.share().exactly(), lives + "@reloaded", true);
            world.traffic().restarted(node);
        } else if (kind instanceof Kind.Hand hand) {
            show(router, hand.share().exactly(), router.shown().incarnation(), false);
        } else if (kind instanceof Kind.Usable usable) {
            usable(router, usable, begins);
        }
    }

    private void toController(Kind kind, boolean begins) {
        var feed = world.feed();
        if (kind instanceof Kind.Lag lag) {
            feed.lag(begins ? lag.by() : Duration.ZERO);
        } else if (kind instanceof Kind.Loss loss) {
            feed.loss(begins ? loss.rate() : 0);
        } else if (kind instanceof Kind.Duplicates duplicates) {
            feed.twice(begins ? duplicates.rate() : 0);
        } else if (kind instanceof Kind.Silence) {
            feed.silent(begins);
        } else if (kind instanceof Kind.Blackout) {
            feed.silent(begins);
            feed.blind(begins);
        } else if (kind instanceof Kind.CountersOnly) {
            feed.countersOnly(begins);
        } else if (kind instanceof Kind.Detached) {
            feed.attached(!begins);
        } else if (kind instanceof Kind.SlowDisk) {
            world.journal().faulty(begins);
        } else if (kind instanceof Kind.Jump jump && begins) {
            world.loop().jumpWall(jump.by());
        } else if (kind instanceof Kind.Stall stall && begins) {
            world.loop().stall(stall.lasting());
        } else if (kind instanceof Kind.Crash crash && begins) {
            world.crash(crash.downtime());
        } else if (kind instanceof Kind.Word word && begins) {
            world.reactor().ifPresent(reactor -> reactor.submit(event(word.verb())));
        }
    }

    private static FakeRouter.Manner manner(Manner manner) {
        return switch (manner) {
            case REFUSED -> FakeRouter.Manner.REFUSE;
            case UNSENT -> FakeRouter.Manner.NOT_SENT;
            case UNANSWERED -> FakeRouter.Manner.LOSE_ANSWER;
            case LOST -> FakeRouter.Manner.LOSE_WRITE;
            case IGNORED -> FakeRouter.Manner.IGNORE;
        };
    }

    private static Event event(Verb verb) {
        var why = "as the scenario says";
        return switch (verb) {
            case HOLD -> new Event.HoldRequested(why);
            case RESUME -> new Event.ResumeRequested(false, why);
            case ACCEPT -> new Event.ResumeRequested(true, why);
            case APPROVE -> new Event.ApprovalGiven(why);
            case PROMOTE -> new Event.PromoteRequested(why);
            case ADOPT -> new Event.AdoptRequested(why);
            case ROLLBACK -> new Event.RollbackRequested(false, why);
        };
    }

    private void usable(FakeRouter router, Kind.Usable usable, boolean begins) {
        var shown = router.shown();
        boolean candidate = usable.in() == Cluster.CANDIDATE;
        int servers = begins ? usable.servers() : candidate ? candidateServers : baselineServers;
        show(
                router,
                shown,
                shown.share(),
                shown.incarnation(),
                shown.configured(),
                candidate ? shown.baselineUsable() : servers,
                candidate ? servers : shown.candidateUsable());
    }

    private static void show(FakeRouter router, AchievedShare share, String incarnation, boolean configured) {
        var shown = router.shown();
        show(router, shown, share, incarnation, configured, shown.baselineUsable(), shown.candidateUsable());
    }

    private static void show(
            FakeRouter router,
            Reading shown,
            AchievedShare share,
            String incarnation,
            boolean configured,
            int baseline,
            int candidate) {
        router.shows(
                new Reading(share, incarnation, configured, baseline, candidate, 0, 0, shown.shares(), "", List.of()));
    }
}
