package io.crossfade.app.demo;

import io.crossfade.core.machine.Announcement;
import io.crossfade.core.machine.Notice;
import io.crossfade.core.plan.Share;
import io.crossfade.core.port.Announcer;
import io.crossfade.core.spi.AdapterProvider;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The world of the demo: clusters X and Y, the proxy before them, and clients, all on free ports of the loopback
 * interface and in this process. Its {@link #adapter} and {@link #plan} make it one more load balancer to a controller,
 * which is not told what will break, nor when.
 */
public final class Demo implements AutoCloseable, Announcer {

    /** Y breaks this long after its share has reached the step, so that the step is first seen to be healthy. */
    private static final Duration BREAKS_AFTER = Duration.ofSeconds(2);

    /** Longer than any request may take. */
    private static final Duration STUCK = Duration.ofSeconds(30);

    /**
     * What is to be shown.
     *
     * @param rate requests a second
     * @param fault what becomes of Y
     * @param at the share at which it does
     */
    public record Settings(int rate, Optional<Fault> fault, Share at) {}

    private final Settings settings;
    private final Vertx vertx;
    private final DemoProxy proxy;
    private final DemoLoad load;
    // The proxy's thread only.
    private boolean breaking;
    private volatile long verifiedNanos;

    private Demo(Settings settings) {
        this.settings = settings;
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(3).setInternalBlockingPoolSize(2));
        var baseline = await(DemoCluster.start(vertx));
        var candidate = await(DemoCluster.start(vertx));
        proxy = await(DemoProxy.start(vertx, baseline.ports(), candidate.ports(), parts -> shared(parts, candidate)));
        load = new DemoLoad(vertx, proxy.port(), settings.rate(), DemoPlan.LATENCY_LIMIT);
    }

    /** Starts everything, and has the clients send until answers are as quick as they will be. */
    public static Demo start(Settings settings) {
        var demo = new Demo(settings);
        await(demo.load.start());
        return demo;
    }

    /** The proxy as an adapter for {@link #plan}. */
    public AdapterProvider adapter() {
        return new DemoProvider(proxy);
    }

    /** The plan file of the cutover, as an operator would write it. */
    public String plan() {
        return DemoPlan.text("127.0.0.1:" + proxy.port());
    }

    /** The plan file with a port that nobody listens on, to be shown without starting anything. */
    public static String examplePlan() {
        return DemoPlan.text("127.0.0.1:8080");
    }

    /** Remembers when a rollback was verified. */
    @Override
    public void announce(Announcement announcement) {
        if (announcement.notice().kind() == Notice.Kind.VERIFIED) {
            verifiedNanos = System.nanoTime();
        }
    }

    /** Stops the clients and says what they saw. */
    public DemoStory end() {
        return DemoStory.of(await(load.stop()), verifiedNanos);
    }

    private void shared(int parts, DemoCluster candidate) {
        if (!breaking && settings.fault().isPresent() && parts >= settings.at().parts()) {
            breaking = true;
            var fault = settings.fault().get();
            vertx.setTimer(BREAKS_AFTER.toMillis(), due -> candidate.broken(fault));
        }
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(STUCK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException("demo: " + failure, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("demo: interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        proxy.close();
        await(vertx.close());
    }
}
