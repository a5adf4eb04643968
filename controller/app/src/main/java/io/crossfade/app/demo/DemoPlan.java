package io.crossfade.app.demo;

import java.time.Duration;

/** The demo's plan file. */
final class DemoPlan {

    /** What is slow. Far above a healthy answer, so that a busy machine is no reason to roll back. */
    static final Duration LATENCY_LIMIT = Duration.ofMillis(500);

    private DemoPlan() {}

    static String text(String proxy) {
        return """
                cutover: demo
                routers:                       # every load balancer that carries the split; moved as one
                  - demo:                      # here a proxy in this process; `crossfade init` writes your HAProxy's
                      proxy: %s
                      baseline: x
                      candidate: y
                guards:                        # what Y must keep to; a limit that is shown to be broken rolls back
                  - error-rate: { limit: 5%%, min-requests: 15 }
                  - latency:    { quantile: p90, limit: %dms, min-requests: 15 }
                drain: 4s
                steps:                         # Y's share, and how long it must survive with it
                  - { candidate: 1%%,   bake: { at-least: 5s, at-most: 60s } }
                  - { candidate: 10%%,  bake: { at-least: 6s, at-most: 60s } }
                  - { candidate: 50%%,  bake: { at-least: 6s, at-most: 60s } }
                  - { candidate: 100%%, bake: { at-least: 6s, at-most: 60s } }
                """.formatted(proxy, LATENCY_LIMIT.toMillis());
    }
}
