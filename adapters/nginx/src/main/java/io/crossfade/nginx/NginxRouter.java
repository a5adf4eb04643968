package io.crossfade.nginx;

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
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Splits by rewriting the one include and reloading. Everything that blocks runs on worker threads: one for writes, of
 * which a newer one overtakes an older one that still waits for its proof, one for reads, one for the test that keeps
 * the way back open. A write that asks for what an unfinished one of the same kind already brings about joins it: a
 * rollback is asked for again each second, and every reload would start anew what the last has nearly done.
 */
final class NginxRouter implements TrafficRouter {

    /** How long a write whose effect is not known is watched. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** How often the test command runs while the candidate has a share. */
    static final Duration TEST_EVERY = Duration.ofSeconds(30);

    /** The same while it fails: a person is likely to be mending it. */
    static final Duration TEST_AGAIN = Duration.ofSeconds(5);

    /** How long a look may take: it is a few small files, and one answer of the probe. */
    static final Duration LOOK_LIMIT = Duration.ofSeconds(1);

    /** How often a look that a write overlapped is taken again. */
    private static final int LOOKS = 3;

    private final NginxSpec spec;
    private final Loop loop;
    private final IncludeFiles files;
    private final Sight sight;
    private final Readiness readiness;
    private final Fence fence = new Fence();
    private final Placement placement;
    private final Reloading reloading;
    private final Workers writer;
    private final Workers reader;
    private final Workers tester;
    private final Map<Long, Open> open = new LinkedHashMap<>();

    private Generation newest = Generation.ZERO;
    private @Nullable Running running;
    private Halt watching = new Halt();
    private long writes;

    /** Moves on when a write begins or ends: a look that spans one may show two halves. */
    private long turns;

    private @Nullable Master unproven;
    private boolean testing;
    private long testedNanos = -1;

    /** A write without an outcome. */
    private record Running(long number, Write write, Halt halt, Applying applying) {}

    /** A write that may still take effect. */
    private record Open(CompletableFuture<Boolean> settled, Loop.Timer giveUp) {}

    NginxRouter(NginxSpec spec, Vertx vertx, Loop loop) {
        this.spec = spec;
        this.loop = loop;
        var places = new Places(spec);
        this.files = new IncludeFiles(spec.includePath());
        this.sight = new Sight(spec, files, places);
        this.readiness = new Readiness(spec);
        this.placement = new Placement(spec, files, fence);
        this.reloading = new Reloading(spec, sight, places);
        this.writer = new Workers(vertx, loop, "writes " + spec.identity());
        this.reader = new Workers(vertx, loop, "reads " + spec.identity());
        this.tester = new Workers(vertx, loop, "tests " + spec.identity());
    }

    @Override
    public CompletionStage<List<Finding>> examine(Plan plan) {
        var findings = new CompletableFuture<List<Finding>>();
        tester.run(() -> new Examination(spec, plan, files, sight, readiness).examine())
                .whenComplete((found, error) -> findings.complete(
                        error == null
                                ? found
                                : List.of(Finding.error("examination failed: " + error, "report this text"))));
        return findings;
    }

    @Override
    public CompletionStage<Reading> read() {
        var reading = new CompletableFuture<Reading>();
        var limit = loop.schedule(
                LOOK_LIMIT,
                () -> reading.completeExceptionally(
                        new UnreachableException(spec.label() + ": not seen within " + LOOK_LIMIT)));
        look(LOOKS).whenComplete((seen, error) -> {
            limit.cancel();
            if (error == null) {
                reading.complete(seen);
            } else {
                reading.completeExceptionally(new UnreachableException(
                        spec.label() + ": " + Workers.cause(error).getMessage(), error));
            }
        });
        return reading;
    }

    /** While a write is under way the include may well be ahead of what serves; that is no doubt then. */
    private CompletionStage<Reading> look(int left) {
        long turnsBefore = turns;
        boolean quiet = running == null;
        return reader.run(() -> {
                    var look = sight.look();
                    fence.meet(look.live(), Optional.empty());
                    return look;
                })
                .thenCompose(look -> {
                    if (turnsBefore != turns && left > 1) {
                        return look(left - 1);
                    }
                    boolean settled = quiet && running == null;
                    var doubts = new ArrayList<>(settled ? look.doubts(spec) : List.<String>of());
                    if (look.share(spec).isNone()) {
                        readiness.forget();
                    } else {
                        testNowAndThen();
                        doubts.addAll(readiness.troubles());
                    }
                    return CompletableFuture.completedFuture(look.reading(spec, doubts));
                });
    }

    private void testNowAndThen() {
        long now = loop.nanos();
        var pause = readiness.troubles().isEmpty() ? TEST_EVERY : TEST_AGAIN;
        if (testing || (testedNanos >= 0 && now - testedNanos < pause.toNanos())) {
            return;
        }
        testing = true;
        testedNanos = now;
        tester.run(() -> {
                    readiness.check();
                    return true;
                })
                .whenComplete((done, error) -> testing = false);
    }

    @Override
    public Applying apply(Write write) {
        if (write.generation().isOlderThan(newest)) {
            return ended(new WriteResult.NotSent("overtaken by generation " + newest));
        }
        newest = write.generation();
        var before = running;
        if (before != null) {
            if (write.lowers()
                    && before.write().lowers()
                    && share(before.write()).equals(share(write))) {
                return before.applying();
            }
            before.halt().now();
        }
        watching.now();
        return begin(write);
    }

    private Applying begin(Write write) {
        long number = ++writes;
        turns++;
        var halt = new Halt();
        var outcome = new CompletableFuture<WriteResult>();
        var settled = new CompletableFuture<Boolean>();
        var applying = new Applying(outcome, settled);
        running = new Running(number, write, halt, applying);
        open.put(number, new Open(settled, loop.schedule(PATIENCE, () -> giveUp(number, applying))));
        var change = new Change(spec, placement, sight, readiness, reloading, write, halt);
        writer.run(change::run).whenComplete((end, error) -> {
            var now = running;
            if (now != null && now.number() == number) {
                running = null;
            }
            turns++;
            if (error != null) {
                outcome.complete(new WriteResult.Unknown("write failed: " + Workers.cause(error)));
                return;
            }
            outcome.complete(end.result());
            conclude(end, number);
        });
        return applying;
    }

    private static Share share(Write write) {
        return write.split().candidate();
    }

    private static Applying ended(WriteResult result) {
        return new Applying(CompletableFuture.completedFuture(result), CompletableFuture.completedFuture(true));
    }

    /** A reload that is shown to serve settles every earlier one: NGINX carries reloads out one after the other. */
    private void conclude(Change.End end, long number) {
        if (end.result() instanceof WriteResult.Applied) {
            settleAll();
        } else if (end.before().isPresent()) {
            unproven = end.before().get();
        } else {
            settle(number, true);
        }
        var before = unproven;
        if (running == null && before != null) {
            watch(before);
        }
    }

    private void watch(Master before) {
        var halt = new Halt();
        watching = halt;
        writer.run(() -> reloading.settles(before, PATIENCE, halt)).whenComplete((gone, error) -> {
            if (error == null && gone && !halt.isSet()) {
                settleAll();
            }
        });
    }

    private void settleAll() {
        unproven = null;
        List.copyOf(open.keySet()).forEach(number -> settle(number, true));
    }

    private void giveUp(long number, Applying applying) {
        applying.outcome().thenRun(() -> settle(number, false));
    }

    private void settle(long number, boolean closed) {
        var left = open.remove(number);
        if (left != null) {
            left.giveUp().cancel();
            left.settled().complete(closed);
        }
    }

    /** What is being written goes on to its end, or nobody would know what serves. */
    @Override
    public void close() {
        watching.now();
        writer.close();
        reader.close();
        tester.close();
    }
}
