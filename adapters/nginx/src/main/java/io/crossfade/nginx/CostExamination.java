package io.crossfade.nginx;

import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.Finding;
import java.util.List;
import java.util.Optional;

/** What the plan's steps cost on this NGINX, and what will be seen late. */
final class CostExamination {

    private static final String READ_TIMEOUT = "proxy_read_timeout";
    private static final String KEEPALIVE = "keepalive_min_timeout";

    private final NginxSpec spec;
    private final Plan plan;
    private final Configuration configuration;
    private final Optional<Build> build;
    private final List<Finding> findings;

    CostExamination(
            NginxSpec spec, Plan plan, Configuration configuration, Optional<Build> build, List<Finding> findings) {
        this.spec = spec;
        this.plan = plan;
        this.configuration = configuration;
        this.build = build;
        this.findings = findings;
    }

    void examine() {
        reloads();
        hangs();
        retries();
        if (configuration.all("worker_shutdown_timeout").isEmpty()) {
            findings.add(Finding.warning(
                    "no worker_shutdown_timeout: old workers live, with the split of their time, until their last"
                            + " WebSocket or download ends",
                    "in the main block: worker_shutdown_timeout 60s;"));
        }
        if (spec.probe().isEmpty()) {
            findings.add(Finding.info("no probe: that a reload took is shown by new workers alone"));
        }
    }

    private void reloads() {
        int steps = plan.steps().size();
        var text = steps + (steps == 1 ? " step is 1 reload" : " steps are " + steps + " reloads")
                + ", a rollback one more; each closes every keep-alive connection";
        boolean knows =
                build.filter(known -> known.version().isAtLeast(1, 27, 4)).isPresent();
        if (!configuration.all(KEEPALIVE).isEmpty()) {
            findings.add(Finding.info(text + " after " + KEEPALIVE));
        } else if (knows) {
            findings.add(Finding.warning(
                    text + ", and a client that sends just then sees it break",
                    "in the http block: " + KEEPALIVE + " 2s; which lets old connections take one more request"));
        } else {
            findings.add(Finding.warning(
                    text + ", and a client that sends just then sees it break"
                            + build.map(known -> " (NGINX " + known.version() + ")")
                                    .orElse(""),
                    KEEPALIVE + " of NGINX 1.27.4 and later avoids this; before that: few steps"));
        }
    }

    private void hangs() {
        var limits = configuration.all(READ_TIMEOUT).stream()
                .flatMap(directive -> directive.arguments().stream())
                .distinct()
                .toList();
        findings.add(Finding.warning(
                "a request that hangs is told of only when it ends, after " + READ_TIMEOUT + " ("
                        + (limits.isEmpty() ? "60s, the default" : String.join(", ", limits)) + ")",
                limits.isEmpty() ? READ_TIMEOUT + " of what a client would wait, such as 10s" : ""));
    }

    private void retries() {
        boolean off = configuration.all("proxy_next_upstream").stream()
                .anyMatch(directive -> directive.arguments().contains("off"));
        if (!off) {
            findings.add(Finding.info("proxy_next_upstream takes failed requests to another server of the same"
                    + " cluster: each attempt is counted, also where the client saw none fail"));
        }
    }
}
