package io.crossfade.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Bake;
import io.crossfade.core.plan.Generation;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Policies;
import io.crossfade.core.plan.RouterSpec;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Split;
import io.crossfade.core.plan.Step;
import io.crossfade.core.plan.Window;
import io.crossfade.core.port.Finding;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.UnreachableException;
import io.crossfade.core.port.Write;
import io.crossfade.core.port.WriteResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every traffic router keeps to, run against the real load balancer. A new adapter starts from here. */
public abstract class TrafficRouterContract {

    /** How much later than its time limit a router may speak on a loaded machine. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final AtomicLong offLoop = new AtomicLong();
    private TestHost host;
    private RouterUnderTest subject;
    private int attempts;

    /** A contract that runs against what {@link #open} gives; a fresh one for each test. */
    protected TrafficRouterContract() {}

    /** Starts the load balancer with all traffic on the baseline, and makes the router on {@code host}'s loop. */
    protected abstract RouterUnderTest open(TestHost host);

    @BeforeEach
    void start() {
        host = new TestHost();
        subject = open(host);
    }

    @AfterEach
    void endWithEveryCompletionOnTheLoop() {
        try {
            host.testLoop().run(() -> subject.router().close());
            assertThat(offLoop.get())
                    .as("completions elsewhere than on the loop")
                    .isZero();
        } finally {
            subject.close();
            host.close();
        }
    }

    @Test
    void whatItAppliesIsReadBackAndSeenByAnotherHand() {
        for (int percent : List.of(10, 50, 25, 90)) {
            var applied = apply(Share.ofPercent(percent));
            assertThat(applied.reading().share()).isEqualTo(applied.asked());
            assertThat(applied.reading().doubts()).isEmpty();
            assertThat(subject.seen()).isEqualTo(applied.asked());
            assertThat(read().share()).isEqualTo(applied.asked());
        }
    }

    @Test
    void appliesNothingAndEverythingExactly() {
        assertThat(apply(Share.ALL).reading().share().isAll()).isTrue();
        assertThat(subject.seen().isAll()).isTrue();
        assertThat(apply(Share.NONE).reading().share().isNone()).isTrue();
        assertThat(subject.seen().isNone()).isTrue();
    }

    @Test
    void applyingTheSameTwiceIsHarmless() {
        var first = apply(Share.ofPercent(50));
        var second = apply(Share.ofPercent(50));
        assertThat(second.reading().atRest()).isEqualTo(first.reading().atRest());
    }

    @Test
    void aReadingShowsWhatAnotherHandChanged() {
        apply(Share.ofPercent(10));
        subject.change(new Split(Share.ofPercent(50)));
        assertThat(read().share()).isEqualTo(subject.seen()).isEqualTo(new AchievedShare(1, 2));
    }

    @Test
    void readingsOfOneLifeNameTheSameIncarnation() {
        var before = read().incarnation();
        apply(Share.ofPercent(50));
        assertThat(read().incarnation()).isEqualTo(before).isNotBlank();
    }

    @Test
    void readingWritesNothing() {
        apply(Share.ofPercent(25));
        var before = subject.everything();
        read();
        assertThat(subject.everything()).isEqualTo(before);
    }

    @Test
    void examiningWritesNothingAndFindsNoErrorInWhatWorks() {
        var before = subject.everything();
        var findings = Await.result(on(() -> subject.router().examine(plan())));
        assertThat(findings).noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
        assertThat(subject.everything()).isEqualTo(before);
    }

    @Test
    void examiningWhatCannotBeReachedFindsAnErrorWithARemedy() {
        subject.cutOff();
        var findings = Await.result(on(() -> subject.router().examine(plan())));
        assertThat(findings)
                .filteredOn(finding -> finding.severity() == Finding.Severity.ERROR)
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.remedy()).isNotBlank());
    }

    @Test
    void readingWhatCannotBeReachedFails() {
        subject.cutOff();
        assertThat(failureOf(on(() -> subject.router().read()))).isInstanceOf(UnreachableException.class);
    }

    @Test
    void aWriteToWhatCannotBeReachedIsNotSentAndSettled() {
        subject.cutOff();
        var applying = begin(Share.ofPercent(50));
        assertThat(Await.result(applying.outcome())).isInstanceOf(WriteResult.NotSent.class);
        assertThat(Await.result(applying.settled())).isTrue();
    }

    @Test
    void aReadThatIsNotAnsweredFailsWithinItsTimeLimit() {
        subject.hang();
        var reading = on(() -> subject.router().read());
        Await.until("the end of a read", subject.timeLimit().plus(GRACE), reading::isDone);
        assertThat(failureOf(reading)).isInstanceOf(UnreachableException.class);
    }

    @Test
    void whatIsNotAnsweredKeepsTheLoopFromNothing() {
        subject.hang();
        var reading = on(() -> subject.router().read());
        var applying = begin(Share.ofPercent(50));
        var longest = new AtomicLong();
        Await.until("the end of both", subject.timeLimit().plus(GRACE), () -> {
            long since = System.nanoTime();
            host.testLoop().run(() -> {});
            longest.accumulateAndGet(System.nanoTime() - since, Math::max);
            return reading.isDone() && applying.outcome().isDone();
        });
        assertThat(Duration.ofNanos(longest.get()))
                .as("the longest turn of the loop")
                .isLessThan(subject.timeLimit().dividedBy(2));
        subject.release();
        assertThat(Await.result(applying.settled())).isTrue();
    }

    /** A client that nobody refers to is ended with its connections when it is collected. */
    @Test
    void itWorksOnAfterACollectionOfGarbage() {
        apply(Share.ofPercent(10));
        Garbage.collect();
        assertThat(apply(Share.ofPercent(25)).reading().share()).isEqualTo(subject.seen());
        assertThat(read().share()).isEqualTo(subject.seen());
    }

    @Test
    void aWriteThatIsNotAnsweredIsUnknownAndStaysOpenUntilItIsAnswered() {
        subject.hang();
        var applying = begin(Share.ofPercent(50));
        Await.until(
                "an outcome",
                subject.timeLimit().plus(GRACE),
                () -> applying.outcome().isDone());
        assertThat(Await.result(applying.outcome())).isInstanceOf(WriteResult.Unknown.class);
        assertThat(Await.throughout(
                        Duration.ofMillis(300), () -> !applying.settled().isDone()))
                .isTrue();
        subject.release();
        assertThat(Await.result(applying.settled())).isTrue();
    }

    @Test
    void aWriteGoesOutAtOnceWhileAnEarlierOneHangsAndBothSettle() {
        subject.hang();
        var forward = begin(Share.ofPercent(50));
        var rollback = begin(Share.NONE);
        assertThat(Await.result(rollback.outcome())).isInstanceOf(WriteResult.Unknown.class);
        subject.release();
        assertThat(Await.result(forward.settled())).isTrue();
        assertThat(Await.result(rollback.settled())).isTrue();
        assertThat(apply(Share.NONE).reading().share().isNone()).isTrue();
        assertThat(subject.seen().isNone()).isTrue();
    }

    @Test
    void closingLeavesTheSplitAsItIs() {
        apply(Share.ofPercent(25));
        var before = subject.everything();
        host.testLoop().run(() -> subject.router().close());
        assertThat(subject.everything()).isEqualTo(before);
    }

    /** A plan for one router with the steps 10 %, 50 % and 100 %. */
    public static Plan planFor(RouterSpec spec) {
        var bake = Bake.of(Duration.ofSeconds(1));
        return new Plan(
                "contract",
                List.of(spec),
                List.of(new Guard.ErrorRate("error-rate", Optional.of(0.01), Optional.empty(), 100, false)),
                List.of(
                        Step.of(Share.ofPercent(10), bake),
                        Step.of(Share.ofPercent(50), bake),
                        Step.of(Share.ALL, bake)),
                Window.ALWAYS,
                Policies.DEFAULTS);
    }

    private Plan plan() {
        return planFor(subject.spec());
    }

    private Reading read() {
        return Await.result(on(() -> subject.router().read()));
    }

    private WriteResult.Applied apply(Share candidate) {
        var applying = begin(candidate);
        var result = Await.result(applying.outcome());
        assertThat(Await.result(applying.settled())).isTrue();
        assertThat(result).isInstanceOf(WriteResult.Applied.class);
        return (WriteResult.Applied) result;
    }

    private record Begun(CompletableFuture<WriteResult> outcome, CompletableFuture<Boolean> settled) {}

    private Begun begin(Share candidate) {
        attempts++;
        var write = new Write(new Split(candidate), new Generation(attempts), 1, candidate.isNone());
        return host.testLoop().call(() -> {
            var applying = subject.router().apply(write);
            var outcome = watched(applying.outcome());
            return new Begun(outcome, watched(applying.settled().thenApply(closed -> {
                assertThat(outcome).as("an outcome before settled").isDone();
                return closed;
            })));
        });
    }

    private <T> CompletableFuture<T> on(Supplier<CompletionStage<T>> call) {
        return host.testLoop().call(() -> watched(call.get()));
    }

    private <T> CompletableFuture<T> watched(CompletionStage<T> stage) {
        var seen = new CompletableFuture<T>();
        stage.whenComplete((value, error) -> {
            if (!host.testLoop().inLoop()) {
                offLoop.incrementAndGet();
            }
            if (error == null) {
                seen.complete(value);
            } else {
                seen.completeExceptionally(error);
            }
        });
        return seen;
    }

    private static Throwable failureOf(CompletionStage<?> stage) {
        var failure = Await.failure(stage);
        var cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}
