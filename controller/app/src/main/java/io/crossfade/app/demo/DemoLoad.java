package io.crossfade.app.demo;

import io.crossfade.core.plan.Cluster;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The clients of the demo: requests at a steady rate, each at its time whatever became of those before it. What they
 * see is the truth that the demo's end is told by.
 */
final class DemoLoad {

    /** A demo that takes longer has lost its watcher. */
    static final Duration LONGEST = Duration.ofMinutes(15);

    private static final int MOST_IN_FLIGHT = 1024;
    private static final int SERVER_ERRORS = 500;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** A program that has just begun answers slowly, which says nothing of the clusters. */
    private static final Duration WARM_UP = Duration.ofSeconds(20);

    /** So many answers in a row, all within half of the limit, and it is warm. */
    private static final int WARM_ANSWERS = 400;

    /**
     * What the clients saw.
     *
     * @param sent requests
     * @param unsent requests that were due while too many were unanswered
     * @param failedByCandidate requests of cluster Y that got no answer or one of 500 and above
     * @param failedOtherwise requests that failed and were not of cluster Y
     * @param slowByCandidate requests of cluster Y that succeeded later than the latency limit
     * @param firstFailureNanos when the first of Y's that failed or were slow was sent, in {@link System#nanoTime()}
     */
    record Tally(
            long sent,
            long unsent,
            long failedByCandidate,
            long failedOtherwise,
            long slowByCandidate,
            long firstFailureNanos) {}

    private final Vertx vertx;
    private final Context context;
    private final HttpClient client;
    private final int port;
    private final int rate;
    private final Duration limit;
    private final Promise<Tally> ended = Promise.promise();
    private final Promise<Boolean> warm = Promise.promise();
    private int quick;
    private long startNanos;
    private long due;
    private long sent;
    private long unsent;
    private long inFlight;
    private boolean stopping;
    private long failedByCandidate;
    private long failedOtherwise;
    private long slowByCandidate;
    private long firstFailureNanos;

    /**
     * Clients that are about to begin.
     *
     * @param rate requests a second
     * @param limit what is slow
     */
    DemoLoad(Vertx vertx, int port, int rate, Duration limit) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.port = port;
        this.rate = rate;
        this.limit = limit;
        this.client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(MOST_IN_FLIGHT));
    }

    /** Begins to send; done when answers have come to be quick, or do not. What went before is not in the tally. */
    Future<Boolean> start() {
        context.runOnContext(now -> {
            startNanos = System.nanoTime();
            vertx.setPeriodic(1, this::tick);
            vertx.setTimer(WARM_UP.toMillis(), late -> isWarm());
        });
        return warm.future();
    }

    private void isWarm() {
        if (warm.tryComplete(true)) {
            sent = 0;
            unsent = 0;
            failedByCandidate = 0;
            failedOtherwise = 0;
            slowByCandidate = 0;
            firstFailureNanos = 0;
        }
    }

    /** Sends no more, and tells what was seen once every request has ended. */
    Future<Tally> stop() {
        context.runOnContext(now -> stopping = true);
        return ended.future();
    }

    private void tick(long timer) {
        long sinceStart = System.nanoTime() - startNanos;
        stopping |= sinceStart > LONGEST.toNanos();
        while (!stopping && due * 1e9 / rate <= sinceStart) {
            due++;
            if (inFlight < MOST_IN_FLIGHT) {
                sent++;
                send();
            } else {
                unsent++;
            }
        }
        if (stopping && inFlight == 0) {
            vertx.cancelTimer(timer);
            ended.tryComplete(
                    new Tally(sent, unsent, failedByCandidate, failedOtherwise, slowByCandidate, firstFailureNanos));
        }
    }

    private void send() {
        inFlight++;
        long sentNanos = System.nanoTime();
        var options = new RequestOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setMethod(HttpMethod.GET)
                .setURI("/")
                .setTimeout(TIMEOUT.toMillis());
        // The body is taken in the same chain: later it would be gone.
        client.request(options)
                .compose(request -> request.send())
                .compose(answer -> answer.body().map(answer))
                .onComplete(answer -> ended(answer, sentNanos), failure -> ended(null, sentNanos));
    }

    private void ended(@Nullable HttpClientResponse answer, long sentNanos) {
        inFlight--;
        boolean failed = answer == null || answer.statusCode() >= SERVER_ERRORS;
        // An answer that never came names nobody; the baseline never breaks here.
        boolean candidate = answer == null || Cluster.CANDIDATE.word().equals(answer.getHeader(DemoProxy.CLUSTER));
        long took = System.nanoTime() - sentNanos;
        boolean slow = !failed && took > limit.toNanos();
        quick = !failed && took < limit.toNanos() / 2 ? quick + 1 : 0;
        if (quick >= WARM_ANSWERS) {
            isWarm();
        }
        if (!candidate) {
            failedOtherwise += failed ? 1 : 0;
        } else if (failed || slow) {
            failedByCandidate += failed ? 1 : 0;
            slowByCandidate += slow ? 1 : 0;
            if (firstFailureNanos == 0 || sentNanos - firstFailureNanos < 0) {
                firstFailureNanos = sentNanos;
            }
        }
    }
}
