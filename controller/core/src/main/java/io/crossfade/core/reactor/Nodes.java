package io.crossfade.core.reactor;

import io.crossfade.core.machine.Command;
import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Event;
import io.crossfade.core.port.Applying;
import io.crossfade.core.port.Loop;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.UnreachableException;
import io.crossfade.core.port.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The routers as the reactor uses them: writes as ordered, reads at a pace with one at a time for each node. */
final class Nodes {

    private final Ports ports;
    private final Pace pace;
    private final Consumer<Event> inbox;
    private final Node[] nodes;
    private final List<Inheritance> inheritances = new ArrayList<>();
    private Loop.@Nullable Timer timer;
    private boolean stopped;

    Nodes(Ports ports, Pace pace, Consumer<Event> inbox) {
        this.ports = ports;
        this.pace = pace;
        this.inbox = inbox;
        nodes = new Node[ports.routers().size()];
        for (int index = 0; index < nodes.length; index++) {
            nodes[index] = new Node(index);
            inheritances.add(new Inheritance(ports.loop(), pace, inbox, index));
        }
    }

    void start() {
        tick();
    }

    private void tick() {
        for (var node : nodes) {
            node.read();
        }
        timer = ports.loop().schedule(pace.read(), this::tick);
    }

    void stop() {
        stopped = true;
        if (timer != null) {
            timer.cancel();
        }
        inheritances.forEach(Inheritance::stop);
    }

    /** What is under way now was asked for before the controller stood still: its answer says nothing of now. */
    void forgetReads() {
        for (var node : nodes) {
            node.forgetRead();
        }
    }

    void apply(Command.ApplySplit command) {
        nodes[command.node()].apply(command);
    }

    /** Ends a write that was ordered and never started. */
    void drop(Command.ApplySplit command, String why) {
        inbox.accept(new Event.WriteEnded(command.node(), command.write(), new WriteResult.NotSent(why)));
        inbox.accept(new Event.WriteSettled(command.node(), command.write(), true));
    }

    void readSoon(int node) {
        nodes[node].read();
    }

    private final class Node {

        private final int index;

        /** Moves on when a write starts and when it ends: a reading that spans one says nothing certain. */
        private long writes;

        private boolean reading;
        /** Moves on where what is under way is not to be heard any more. */
        private long epoch;

        private boolean unreachable;
        private boolean gone;
        private long failingSinceNanos = -1;

        Node(int index) {
            this.index = index;
        }

        void apply(Command.ApplySplit command) {
            var write = command.write();
            writes++;
            Applying applying;
            try {
                applying = ports.routers().get(index).apply(write);
            } catch (RuntimeException failure) {
                applying = new Applying(
                        CompletableFuture.completedFuture(new WriteResult.Unknown(String.valueOf(failure))),
                        CompletableFuture.completedFuture(false));
            }
            var settled = applying.settled();
            applying.outcome().whenComplete((result, failure) -> {
                writes++;
                inbox.accept(new Event.WriteEnded(
                        index, write, failure == null ? result : new WriteResult.Unknown(String.valueOf(failure))));
                settled.whenComplete((closed, problem) ->
                        inbox.accept(new Event.WriteSettled(index, write, problem == null && closed)));
            });
        }

        void read() {
            if (reading || stopped) {
                return;
            }
            reading = true;
            long epochBefore = epoch;
            long writesBefore = writes;
            CompletionStage<Reading> result;
            try {
                result = ports.routers().get(index).read();
            } catch (RuntimeException failure) {
                result = CompletableFuture.failedFuture(failure);
            }
            result.whenComplete((value, failure) -> {
                if (stopped || epoch != epochBefore) {
                    return;
                }
                reading = false;
                if (writes == writesBefore) {
                    taken(value, failure);
                }
                inheritances.get(index).answered(failure == null);
            });
        }

        private void taken(Reading value, @Nullable Throwable failure) {
            if (failure == null) {
                failingSinceNanos = -1;
                unreachable = false;
                gone = false;
                inbox.accept(new Event.NodeRead(index, value));
            } else if (isGone(failure)) {
                if (!gone) {
                    gone = true;
                    unreachable = true;
                    inbox.accept(new Event.NodeGone(index, String.valueOf(failure.getMessage())));
                }
            } else {
                failed(failure);
            }
        }

        void forgetRead() {
            epoch++;
            reading = false;
        }

        private void failed(Throwable failure) {
            long now = ports.loop().nanos();
            if (failingSinceNanos < 0) {
                failingSinceNanos = now;
            }
            boolean longEnough =
                    now - failingSinceNanos >= pace.unreachableAfter().toNanos();
            if (longEnough && !unreachable) {
                unreachable = true;
                inbox.accept(new Event.NodeUnreachable(index, String.valueOf(failure.getMessage())));
            }
        }
    }

    private static boolean isGone(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof UnreachableException unreachable && unreachable.isGone();
    }

    /** Watches over the writes of an earlier process that {@code cutover} knows of. */
    void inherit(Cutover cutover) {
        for (var inheritance : inheritances) {
            inheritance.take(cutover);
        }
    }
}
