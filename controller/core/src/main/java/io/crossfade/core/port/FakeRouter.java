package io.crossfade.core.port;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Plan;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A load balancer that exists in memory only, with the faults that real ones have: it delays, refuses, loses answers,
 * and, when frozen, queues what it is sent and carries it out on thawing, long after the sender has given up.
 */
public final class FakeRouter implements TrafficRouter {

    /** What becomes of a write. */
    public enum Manner {
        /** Carried out and answered. */
        APPLY,
        /** Answered with a refusal, not carried out. */
        REFUSE,
        /** The connection cannot be opened. */
        NOT_SENT,
        /** Carried out, but the connection closes without an answer. */
        LOSE_ANSWER,
        /** Not carried out, and the connection closes without an answer. */
        LOSE_WRITE,
        /** Answered as if carried out, but it was not. */
        IGNORE
    }

    /** The time limit of a write's outcome. */
    public static final Duration TIME_LIMIT = Duration.ofSeconds(1);

    /** After this a write that got no answer is given up. */
    public static final Duration GIVE_UP = Duration.ofSeconds(60);

    private final Loop loop;
    private final List<Write> writes = new ArrayList<>();
    private final List<AchievedShare> shares = new ArrayList<>();
    private final Queue<Runnable> queued = new ArrayDeque<>();
    private Manner manner = Manner.APPLY;
    private Duration delay = Duration.ofMillis(1);
    private Reading reading = new Reading(AchievedShare.NONE, "1@1", true, 2, 2, 0, 0, List.of());
    private boolean frozen;
    private boolean unreadable;
    private @Nullable String gone;

    public FakeRouter(Loop loop) {
        this.loop = loop;
    }

    /** What becomes of the writes from now on. */
    public FakeRouter manner(Manner next) {
        manner = next;
        return this;
    }

    /** How long an answer takes from now on. */
    public FakeRouter delay(Duration next) {
        delay = next;
        return this;
    }

    /** Whether reads fail from now on. */
    public FakeRouter unreadable(boolean next) {
        unreadable = next;
        return this;
    }

    /** From now on it answers that what carries the split is not there. */
    public FakeRouter gone(String reason) {
        gone = reason;
        return this;
    }

    /** Another hand, a reload or an outage changes what the load balancer shows. */
    public FakeRouter shows(Reading next) {
        reading = next;
        return this;
    }

    /** What the load balancer shows now. */
    public Reading shown() {
        return reading;
    }

    /** Stops carrying out and answering; what is sent waits. */
    public void freeze() {
        frozen = true;
    }

    /** Carries out and answers all that waited, in the order in which it was sent. */
    public void thaw() {
        frozen = false;
        for (var next = queued.poll(); next != null; next = queued.poll()) {
            next.run();
        }
    }

    /** Every write that was handed over, oldest first. */
    public List<Write> writes() {
        return Collections.unmodifiableList(writes);
    }

    /** Every share that a write has brought about, oldest first. */
    public List<AchievedShare> shares() {
        return Collections.unmodifiableList(shares);
    }

    @Override
    public CompletionStage<List<Finding>> examine(Plan plan) {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletionStage<Reading> read() {
        var result = new CompletableFuture<Reading>();
        after(delay, () -> {
            if (unreadable || frozen) {
                result.completeExceptionally(new UnreachableException(frozen ? "no answer" : "connection refused"));
            } else if (gone != null) {
                result.completeExceptionally(UnreachableException.gone(gone));
            } else {
                result.complete(reading);
            }
        });
        return result;
    }

    @Override
    public Applying apply(Write write) {
        writes.add(write);
        var outcome = new CompletableFuture<WriteResult>();
        var settled = new CompletableFuture<Boolean>();
        if (manner == Manner.NOT_SENT) {
            after(delay, () -> finish(outcome, settled, new WriteResult.NotSent("connection refused")));
            return new Applying(outcome, settled);
        }
        var how = manner;
        after(delay, () -> {
            if (frozen) {
                queued.add(() -> carryOut(write, how, outcome, settled));
            } else {
                carryOut(write, how, outcome, settled);
            }
        });
        after(TIME_LIMIT, () -> outcome.complete(new WriteResult.Unknown("no answer within 1s")));
        after(GIVE_UP, () -> settled.complete(false));
        return new Applying(outcome, settled);
    }

    private void carryOut(
            Write write, Manner how, CompletableFuture<WriteResult> outcome, CompletableFuture<Boolean> settled) {
        var asked = reading.shares().achieved(write.split().candidate());
        if (how == Manner.APPLY || how == Manner.LOSE_ANSWER) {
            reading = new Reading(
                    asked,
                    reading.incarnation(),
                    true,
                    reading.baselineUsable(),
                    reading.candidateUsable(),
                    reading.candidateInFlight(),
                    reading.baselineInFlight(),
                    reading.shares(),
                    reading.membership(),
                    List.of());
            shares.add(asked);
        }
        var result = switch (how) {
            case APPLY, IGNORE -> new WriteResult.Applied(reading, asked);
            case REFUSE -> new WriteResult.Refused("Permission denied");
            case NOT_SENT -> new WriteResult.NotSent("connection refused");
            case LOSE_ANSWER, LOSE_WRITE -> new WriteResult.Unknown("closed without an answer");
        };
        finish(outcome, settled, result);
    }

    private static void finish(
            CompletableFuture<WriteResult> outcome, CompletableFuture<Boolean> settled, WriteResult result) {
        outcome.complete(result);
        settled.complete(true);
    }

    private void after(Duration duration, Runnable task) {
        loop.schedule(duration, task);
    }

    @Override
    public void close() {
        // It holds nothing.
    }
}
