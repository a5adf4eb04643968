package io.crossfade.app.demo;

import io.crossfade.testkit.Await;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The demo's proxy on a Vertx of its own, as in the demo, and another hand on it. */
final class ProxyRig implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final DemoProxy proxy;
    private CountDownLatch hanging = new CountDownLatch(0);

    ProxyRig(List<Integer> baseline, List<Integer> candidate) {
        proxy = Await.result(
                DemoProxy.start(vertx, baseline, candidate, parts -> {}).toCompletionStage());
    }

    DemoProxy proxy() {
        return proxy;
    }

    DemoSpec spec() {
        return new DemoSpec("127.0.0.1:" + proxy.port(), "x", "y");
    }

    DemoProxy.State state() {
        var state = new CompletableFuture<DemoProxy.State>();
        proxy.read(state::complete);
        return Await.result(state);
    }

    /** Holds the proxy's thread, so that nothing is answered until {@link #release}. */
    void hang() {
        var latch = new CountDownLatch(1);
        var held = new CompletableFuture<Boolean>();
        hanging = latch;
        proxy.execute(() -> {
            held.complete(true);
            hold(latch);
        });
        Await.result(held);
    }

    private static void hold(CountDownLatch latch) {
        try {
            if (!latch.await(Duration.ofMinutes(1).toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("hang: never released");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    void release() {
        hanging.countDown();
    }

    @Override
    public void close() {
        release();
        proxy.close();
        Await.result(vertx.close().toCompletionStage());
    }
}
