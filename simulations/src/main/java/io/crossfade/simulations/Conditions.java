package io.crossfade.simulations;

import io.crossfade.core.plan.Cluster;
import io.crossfade.simulations.scenario.ClusterShape;
import io.crossfade.simulations.scenario.Fault;
import io.crossfade.simulations.scenario.Fault.Effect;
import io.crossfade.simulations.world.Dice;
import io.crossfade.simulations.world.Quantiles;
import io.crossfade.simulations.world.Server;
import io.crossfade.simulations.world.Traffic.Population;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** How the servers of one cluster are doing: as their shape says, made worse by the faults in force. */
final class Conditions {

    private static final Quantiles GAPS = Quantiles.exponential();

    private final Cluster cluster;
    private final ClusterShape shape;
    private final List<Server> servers = new ArrayList<>();
    private final List<InForce> faults = new ArrayList<>();
    private OptionalLong sufferedAt = OptionalLong.empty();

    /** A fault since its beginning. */
    private static final class InForce {
        private final Fault fault;
        private final long began;
        private final Dice dice;

        /** Of a fault that comes and goes: when it comes next, or came last. */
        private long spell;

        InForce(Fault fault, long began, Dice dice) {
            this.fault = fault;
            this.dice = dice;
            this.began = began;
            this.spell = began;
        }

        /** How much of it there is by now, as a fraction. */
        double extent(long now) {
            return fault.growing()
                    .map(growing -> Math.min(1, (double) (now - began) / growing.toNanos()))
                    .orElse(1.0);
        }

        boolean isHere(double share) {
            return fault.above().isEmpty()
                    || share > fault.above().get().exactly().fraction();
        }
    }

    /** How one server is doing, as it is added up. */
    private static final class Sum {
        private double well;
        private double answering = 1;
        private double times = 1;
        private double moreMicros;
        private boolean down;
        private double capacity = Double.POSITIVE_INFINITY;
    }

    Conditions(Cluster cluster, ClusterShape shape) {
        this.cluster = cluster;
        this.shape = shape;
        for (int i = 1; i <= shape.servers(); i++) {
            servers.add(new Server(cluster, cluster.word() + "-" + i));
        }
        refresh(0, 0);
    }

    Population population() {
        return new Population(
                servers,
                Quantiles.logNormal(
                        shape.median().toNanos() / 1e3,
                        Math.max(shape.p99().toNanos(), shape.median().toNanos() + 1) / 1e3),
                shape.timeout().toNanos() / 1000);
    }

    /** When a fault that is not shared was first in force while the cluster had a share. */
    OptionalLong sufferedAt() {
        return sufferedAt;
    }

    /** {@code dice} are the fault's own, so that clusters that share it suffer at the same times. */
    void begin(Fault fault, long now, Dice dice) {
        if (fault.in().isEmpty() || fault.in().get() == cluster) {
            faults.add(new InForce(fault, now, dice));
        }
    }

    void end(Fault fault) {
        faults.removeIf(inForce -> inForce.fault.equals(fault));
    }

    /** Tells the servers how they are doing, where {@code share} is the candidate's. */
    void refresh(long now, double share) {
        for (int i = 0; i < servers.size(); i++) {
            refresh(servers.get(i), i + 1, now, share);
        }
        for (var inForce : faults) {
            if (inForce.isHere(share)) {
                turn(inForce, now);
                boolean carries = cluster == Cluster.CANDIDATE ? share > 0 : share < 1;
                if (sufferedAt.isEmpty() && carries && inForce.fault.in().isPresent()) {
                    sufferedAt = OptionalLong.of(now);
                }
            }
        }
    }

    private void refresh(Server server, int number, long now, double share) {
        var sum = new Sum();
        sum.well = 1 - shape.errors();
        shape.capacity().ifPresent(capacity -> sum.capacity = (double) capacity / servers.size());
        shape.cold()
                .ifPresent(cold -> sum.times =
                        1 + (cold.times() - 1) * StrictMath.exp(-(double) server.served() / cold.requests()));
        for (var inForce : faults) {
            Optional<Integer> one = inForce.fault.server();
            if (inForce.isHere(share) && (one.isEmpty() || one.get() == number)) {
                add(inForce, sum, now);
            }
        }
        server.failing(1 - sum.well);
        server.hanging(Math.min(sum.well, 1 - sum.answering));
        server.refusing(sum.down);
        server.slow(sum.times, (long) sum.moreMicros);
        server.capacity(sum.capacity == Double.POSITIVE_INFINITY ? 0 : sum.capacity);
    }

    private void add(InForce inForce, Sum sum, long now) {
        double extent = inForce.extent(now);
        var effect = inForce.fault.effect();
        if (effect instanceof Effect.Errors errors) {
            sum.well *= 1 - errors.rate() * extent;
        } else if (effect instanceof Effect.Hang hang) {
            sum.answering *= 1 - hang.rate() * extent;
        } else if (effect instanceof Effect.Slow slow) {
            sum.times *= 1 + (slow.times() - 1) * extent;
        } else if (effect instanceof Effect.Delay delay) {
            sum.moreMicros += delay.by().toNanos() / 1e3 * extent;
        } else if (effect instanceof Effect.Down) {
            sum.down = true;
        } else if (effect instanceof Effect.Capacity capacity) {
            int among = inForce.fault.server().isPresent() ? 1 : servers.size();
            sum.capacity = Math.min(sum.capacity, (double) capacity.perSecond() / among);
        } else if (effect instanceof Effect.Clusters clusters && isInSpell(inForce, clusters, now)) {
            sum.well *= 1 - clusters.rate();
        }
    }

    private static boolean isInSpell(InForce inForce, Effect.Clusters clusters, long now) {
        return now >= inForce.spell && now < inForce.spell + clusters.each().toNanos();
    }

    /** Moves on what comes and goes. */
    private void turn(InForce inForce, long now) {
        var effect = inForce.fault.effect();
        if (effect instanceof Effect.Clusters clusters
                && now >= inForce.spell + clusters.each().toNanos()) {
            inForce.spell = now + (long) (clusters.every().toNanos() * GAPS.at(inForce.dice.unit()));
        } else if (effect instanceof Effect.Pauses pauses && now >= inForce.spell) {
            for (int i = 0; i < servers.size(); i++) {
                if (inForce.fault.server().isEmpty() || inForce.fault.server().get() == i + 1) {
                    servers.get(i).pauseUntil(inForce.spell + pauses.each().toNanos());
                }
            }
            inForce.spell += pauses.every().toNanos();
        }
    }
}
