package io.crossfade.resilient;

import io.crossfade.core.port.Loop;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.util.concurrent.TimeUnit;

/**
 * A circuit breaker whose time is the loop's. It passes from open to half-open when it is asked, never by a timer of
 * its own, so it needs no thread. Every permission must be answered by {@link #succeeded} or {@link #failed} once.
 */
final class Breaker {

    private final CircuitBreaker breaker;
    private final Loop loop;
    private String lastFailure = "";

    Breaker(Loop loop, ResilientRouter.Settings settings) {
        this.loop = loop;
        var config = CircuitBreakerConfig.custom()
                .clock(new LoopClock(loop))
                .currentTimestampFunction(clock -> loop.nanos(), TimeUnit.NANOSECONDS)
                .slidingWindow(settings.window(), settings.window(), SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(settings.failurePercent())
                .waitDurationInOpenState(settings.openFor())
                .permittedNumberOfCallsInHalfOpenState(1)
                .build();
        breaker = CircuitBreaker.of("router", config);
    }

    /** Whether a call may go on. */
    boolean permits() {
        return breaker.tryAcquirePermission();
    }

    void succeeded(long startNanos) {
        breaker.onSuccess(loop.nanos() - startNanos, TimeUnit.NANOSECONDS);
    }

    void failed(long startNanos, Throwable error) {
        lastFailure = String.valueOf(error.getMessage());
        breaker.onError(loop.nanos() - startNanos, TimeUnit.NANOSECONDS, error);
    }

    /** Why a call was not permitted. */
    String reason() {
        return "breaker open, last failure: " + lastFailure;
    }
}
