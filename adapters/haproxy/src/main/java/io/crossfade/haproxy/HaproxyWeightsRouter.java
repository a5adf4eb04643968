package io.crossfade.haproxy;

import io.crossfade.core.plan.Generation;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Share;
import io.crossfade.core.port.Applying;
import io.crossfade.core.port.Finding;
import io.crossfade.core.port.Loop;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.TrafficRouter;
import io.crossfade.core.port.UnreachableException;
import io.crossfade.core.port.Write;
import io.crossfade.core.port.WriteResult;
import io.crossfade.core.weights.WeightModel;
import io.crossfade.core.weights.WeightOrder;
import io.crossfade.core.weights.Weights;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Sets the candidate's share by the weights of the servers of one backend. A write is one line that sets every server, so
 * its end never depends on what was read before; what the latest reading decides is which servers count, and for a
 * forward write in which order the weights are set. A write that lowers the share is in an order that is safe whatever
 * the weights are, and goes out without a reading. Only a forward write before any reading reads first.
 */
final class HaproxyWeightsRouter implements TrafficRouter {

    private final HaproxyWeightsSpec spec;
    private final RuntimeSocket runtime;
    private final WeightExamination examination;

    /** The newest decision told to this router: none that is older is sent after a reading that came before it. */
    private Generation newest = Generation.ZERO;

    /** From the first reading: what a rollback writes. */
    private @Nullable Weights bases;

    private @Nullable WeightReading latest;

    HaproxyWeightsRouter(HaproxyWeightsSpec spec, Vertx vertx, Loop loop) {
        this.spec = spec;
        this.runtime = new RuntimeSocket(vertx, loop, spec.endpoint());
        this.examination = new WeightExamination(spec, runtime);
    }

    @Override
    public CompletionStage<List<Finding>> examine(Plan plan) {
        return examination.examine(plan);
    }

    @Override
    public CompletionStage<Reading> read() {
        var reading = new CompletableFuture<Reading>();
        look().whenComplete((snapshot, error) -> {
            if (error == null) {
                reading.complete(taken(snapshot));
            } else {
                reading.completeExceptionally(unwrapped(error));
            }
        });
        return reading;
    }

    @Override
    public Applying apply(Write write) {
        if (newest.isOlderThan(write.generation())) {
            newest = write.generation();
        }
        return latest == null ? readThenSend(write) : send(write, latest, basesOf(latest));
    }

    @Override
    public void close() {
        runtime.close();
    }

    /** Before the first reading nothing is known of the servers. A rollback goes out all the same. */
    private Applying readThenSend(Write write) {
        var begun = look().handle((snapshot, error) -> begin(write, snapshot, error));
        return new Applying(begun.thenCompose(Applying::outcome), begun.thenCompose(Applying::settled));
    }

    private Applying begin(Write write, @Nullable WeightSnapshot snapshot, @Nullable Throwable error) {
        if (write.generation().isOlderThan(newest)) {
            return notSent("superseded while its terms were read");
        }
        if (snapshot != null) {
            taken(snapshot);
            var seen = WeightReading.of(spec, snapshot.backend());
            return send(write, seen, basesOf(seen));
        }
        if (write.split().candidate().isNone()) {
            var terms = spec.customary();
            return send(write, terms, WeightOrder.blind(terms, terms.weights(Share.NONE)));
        }
        return notSent(
                error == null ? "not read" : String.valueOf(unwrapped(error).getMessage()));
    }

    private static Applying notSent(String reason) {
        return new Applying(
                CompletableFuture.completedFuture(new WriteResult.NotSent(reason)),
                CompletableFuture.completedFuture(true));
    }

    private Applying send(Write write, WeightReading seen, Weights worth) {
        var terms = seen.model(worth);
        var target = terms.weights(write.split().candidate());
        return send(
                write,
                terms,
                write.lowers() ? WeightOrder.blind(terms, target) : WeightOrder.from(terms, seen.weights(), target));
    }

    private Applying send(Write write, WeightModel terms, List<WeightOrder.Setting> settings) {
        var exchange = runtime.write(WeightSnapshot.writeLine(spec, settings));
        var outcome = exchange.reply().thenApply(reply -> conclude(write, terms, settings.size(), reply));
        return new Applying(outcome, outcome.thenCompose(result -> exchange.settled()));
    }

    private WriteResult conclude(Write write, WeightModel terms, int settings, Reply reply) {
        if (reply instanceof Reply.NotSent notSent) {
            return new WriteResult.NotSent(notSent.reason());
        }
        if (reply instanceof Reply.Cut cut) {
            return new WriteResult.Unknown(cut.reason());
        }
        try {
            return conclude(write, terms, WeightSnapshot.of(((Reply.Whole) reply).text(), settings));
        } catch (IllegalArgumentException e) {
            return new WriteResult.Unknown(String.valueOf(e.getMessage()));
        }
    }

    /**
     * A share below the aim with the weights as written is what servers that were lost or are warming up leave of it: as
     * asked. More than the aim is not, whoever was lost.
     */
    private WriteResult conclude(Write write, WeightModel terms, WeightSnapshot snapshot) {
        if (!snapshot.refusal().isEmpty()) {
            return new WriteResult.Refused(shortened(snapshot.refusal()));
        }
        var asked = write.split().candidate();
        var aim = terms.achieved(asked);
        var reading = taken(snapshot);
        boolean asWritten = WeightReading.of(spec, snapshot.backend()).weights().equals(terms.weights(asked));
        boolean less = asWritten && !reading.share().exceeds(aim);
        return new WriteResult.Applied(reading, less ? reading.share() : aim);
    }

    private CompletionStage<WeightSnapshot> look() {
        return runtime.read(WeightSnapshot.readLine(spec)).reply().thenApply(reply -> {
            if (reply instanceof Reply.Whole whole) {
                try {
                    return named(WeightSnapshot.of(whole.text(), 0));
                } catch (IllegalArgumentException e) {
                    throw AbsentException.unreachable(spec.label(), e);
                }
            }
            var reason = reply instanceof Reply.Cut cut ? cut.reason() : ((Reply.NotSent) reply).reason();
            throw new UnreachableException(spec.label() + ": " + reason);
        });
    }

    /** Fails where a server of the plan is not there. */
    private WeightSnapshot named(WeightSnapshot snapshot) {
        snapshot.backend().named(spec.baseline());
        snapshot.backend().named(spec.candidate());
        return snapshot;
    }

    private Reading taken(WeightSnapshot snapshot) {
        var seen = WeightReading.of(spec, snapshot.backend());
        latest = seen;
        return seen.reading(snapshot.process(), basesOf(seen));
    }

    private Weights basesOf(WeightReading seen) {
        if (bases == null) {
            bases = seen.bases();
        }
        return bases;
    }

    private static String shortened(String text) {
        var line = text.lines().findFirst().orElse("");
        return line.length() > 200 ? line.substring(0, 200) : line;
    }

    private static Throwable unwrapped(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }
}
