package io.crossfade.resilient;

import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.Applying;
import io.crossfade.core.port.Finding;
import io.crossfade.core.port.Loop;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.TrafficRouter;
import io.crossfade.core.port.UnreachableException;
import io.crossfade.core.port.Write;
import io.crossfade.core.port.WriteResult;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Any router with bounds round it: a time limit on every call, retries with back-off on reads, and a circuit breaker
 * that spares a load balancer in trouble reads and forward writes.
 *
 * <p>A write is handed over once and never retried: its first bytes may still land. A write that lowers the
 * candidate's share, and from then on every read until a forward write comes, passes by breaker and retry: nothing
 * that protects a load balancer may stand in the way of a rollback.
 *
 * <p>To be used on the loop only. All waiting is the loop's; there is no thread here.
 */
public final class ResilientRouter implements TrafficRouter {

    /**
     * The bounds.
     *
     * @param timeLimit how long one read or the outcome of one write is waited for
     * @param examineLimit how long an examination, which reads many things, is waited for
     * @param readAttempts how often a read is tried at most, 1 to 10
     * @param firstBackOff the wait before the second attempt, at most; each next one is twice as long
     * @param longestBackOff no wait is longer
     * @param window how many calls the breaker looks back over; it does not open before as many were made
     * @param failurePercent how many of them in a hundred must have failed for it to open, 1 to 100
     * @param openFor how long it stays open before one call tries again
     * @param seed from which the waits are drawn, between half and whole
     */
    public record Settings(
            Duration timeLimit,
            Duration examineLimit,
            int readAttempts,
            Duration firstBackOff,
            Duration longestBackOff,
            int window,
            int failurePercent,
            Duration openFor,
            long seed) {

        public Settings {
            requirePositive("time-limit", timeLimit);
            requirePositive("examine-limit", examineLimit);
            requirePositive("first-back-off", firstBackOff);
            requirePositive("longest-back-off", longestBackOff);
            requirePositive("open-for", openFor);
            requireRange("read-attempts", readAttempts, 1, 10);
            requireRange("window", window, 1, 1000);
            requireRange("failure-percent", failurePercent, 1, 100);
        }

        /**
         * 1 s a call, 10 s an examination; 3 attempts, 50 ms to 500 ms apart; open for 1 s where 5 of 10 calls failed.
         */
        public static Settings defaults(long seed) {
            return new Settings(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(10),
                    3,
                    Duration.ofMillis(50),
                    Duration.ofMillis(500),
                    10,
                    50,
                    Duration.ofSeconds(1),
                    seed);
        }

        /** These bounds with another time limit of a call. */
        public Settings withTimeLimit(Duration limit) {
            return new Settings(
                    limit,
                    examineLimit,
                    readAttempts,
                    firstBackOff,
                    longestBackOff,
                    window,
                    failurePercent,
                    openFor,
                    seed);
        }

        private static void requirePositive(String name, Duration duration) {
            if (duration.isNegative() || duration.isZero()) {
                throw new IllegalArgumentException(name + ": " + duration + " (expected: > 0)");
            }
        }

        private static void requireRange(String name, int value, int least, int most) {
            if (value < least || value > most) {
                throw new IllegalArgumentException(name + ": " + value + " (expected: " + least + "-" + most + ")");
            }
        }
    }

    private final TrafficRouter inner;
    private final Loop loop;
    private final Settings settings;
    private final TimeLimit limit;
    private final Breaker breaker;
    private final Retry retry;
    private final Random random;
    private boolean rollingBack;

    public ResilientRouter(TrafficRouter inner, Loop loop, Settings settings) {
        this.inner = inner;
        this.loop = loop;
        this.settings = settings;
        this.limit = new TimeLimit(loop);
        this.breaker = new Breaker(loop, settings);
        this.random = new Random(settings.seed());
        this.retry = Retry.of(
                "read",
                RetryConfig.custom()
                        .maxAttempts(settings.readAttempts())
                        .intervalFunction(this::backOffMillis)
                        .build());
    }

    @Override
    public CompletionStage<List<Finding>> examine(Plan plan) {
        return limit.bound(
                called(() -> inner.examine(plan)),
                settings.examineLimit(),
                () -> List.of(Finding.error(
                        "no answer within " + settings.examineLimit(), "see whether the load balancer is alive")),
                error -> List.of(Finding.error("examination failed: " + error, "report this with the text above")));
    }

    @Override
    public CompletionStage<Reading> read() {
        if (rollingBack) {
            return readOnce();
        }
        var result = new CompletableFuture<Reading>();
        attempt(retry.asyncContext(), result);
        return result;
    }

    @Override
    public Applying apply(Write write) {
        rollingBack = write.lowers();
        if (rollingBack) {
            return applyWithinLimit(write);
        }
        if (!breaker.permits()) {
            return new Applying(
                    CompletableFuture.completedFuture(new WriteResult.NotSent(breaker.reason())),
                    CompletableFuture.completedFuture(true));
        }
        long start = loop.nanos();
        var applying = applyWithinLimit(write);
        return new Applying(
                applying.outcome().whenComplete((result, error) -> note(result, start)), applying.settled());
    }

    @Override
    public void close() {
        inner.close();
    }

    private void attempt(Retry.AsyncContext<Reading> context, CompletableFuture<Reading> result) {
        if (!rollingBack && !breaker.permits()) {
            result.completeExceptionally(new UnreachableException(breaker.reason()));
            return;
        }
        // A rollback that began during the wait makes this a plain read: permitted or not, and not counted.
        boolean counted = !rollingBack;
        long start = loop.nanos();
        readOnce().whenComplete((reading, error) -> {
            if (error == null) {
                if (counted) {
                    breaker.succeeded(start);
                }
                context.onComplete();
                result.complete(reading);
                return;
            }
            var cause = TimeLimit.unwrapped(error);
            if (counted) {
                breaker.failed(start, cause);
            }
            long waitMillis = rollingBack ? -1 : context.onError(cause);
            if (waitMillis < 0) {
                result.completeExceptionally(cause);
            } else {
                loop.schedule(Duration.ofMillis(waitMillis), () -> attempt(context, result));
            }
        });
    }

    private CompletionStage<Reading> readOnce() {
        return limit.bound(
                called(inner::read),
                settings.timeLimit(),
                () -> {
                    throw new UnreachableException("no answer within " + settings.timeLimit());
                },
                error -> {
                    throw error instanceof UnreachableException unreachable
                            ? unreachable
                            : new UnreachableException("read failed: " + error, error);
                });
    }

    private Applying applyWithinLimit(Write write) {
        Applying applying;
        try {
            applying = inner.apply(write);
        } catch (RuntimeException e) {
            // Nobody can say how far it came: it must count as sent, and as able to land.
            return new Applying(
                    CompletableFuture.completedFuture(new WriteResult.Unknown("write failed: " + e)),
                    CompletableFuture.completedFuture(false));
        }
        var outcome = limit.bound(
                applying.outcome(),
                settings.timeLimit(),
                () -> new WriteResult.Unknown("no answer within " + settings.timeLimit()),
                error -> new WriteResult.Unknown("write failed: " + error));
        return new Applying(outcome, applying.settled().exceptionally(error -> false));
    }

    /** A refusal is an answer: the load balancer is well, and the breaker is not about what it thinks of the write. */
    private void note(WriteResult result, long startNanos) {
        if (result instanceof WriteResult.NotSent notSent) {
            breaker.failed(startNanos, new UnreachableException(notSent.reason()));
        } else if (result instanceof WriteResult.Unknown unknown) {
            breaker.failed(startNanos, new UnreachableException(unknown.reason()));
        } else {
            breaker.succeeded(startNanos);
        }
    }

    private static <T> CompletionStage<T> called(Supplier<CompletionStage<T>> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private long backOffMillis(int attempt) {
        long whole = settings.firstBackOff().toMillis() << (attempt - 1);
        long capped = Math.max(1, Math.min(whole, settings.longestBackOff().toMillis()));
        return Math.max(1, Math.round(capped * (0.5 + random.nextDouble() / 2)));
    }
}
