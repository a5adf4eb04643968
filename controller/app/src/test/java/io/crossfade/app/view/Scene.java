package io.crossfade.app.view;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Moments of a cutover that an operator meets. */
enum Scene {
    BAKING,
    SHIFTING,
    AWAITING_APPROVAL,
    HELD,
    ROLLING_BACK,
    PROMOTED,
    UNVERIFIED;

    private static final String KEYS = "h hold  r resume  a approve  R roll back  Ctrl-C hold";
    private static final String NAME = "kong-2.8-to-3.4";
    private static final View.Schedule TEN_MINUTES =
            new View.Schedule(Duration.ofMinutes(10), Duration.ofMinutes(30), Optional.empty());
    private static final View.Schedule GATED = new View.Schedule(
            Duration.ofMinutes(15),
            Duration.ofMinutes(45),
            Optional.of(new View.Approval(Duration.ofHours(24), false)));

    String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    View view() {
        return switch (this) {
            case BAKING ->
                new View(
                        NAME,
                        Phase.BAKING,
                        "",
                        2,
                        4,
                        Duration.ofSeconds(491),
                        Optional.of(Duration.ofSeconds(98)),
                        Optional.of(TEN_MINUTES),
                        Optional.of("50%"),
                        List.of("node 2: the request stream has a gap"),
                        new View.Traffic(1_104, 11_410, 60),
                        List.of(
                                errors(
                                        View.Verdict.INCONCLUSIVE,
                                        0.0021,
                                        112,
                                        "error-rate needs 300 requests, has" + " 112, about 19 s at the present rate"),
                                latency(View.Verdict.PASS, 0.0071, 431)),
                        nodes("10%", "10%"),
                        events(),
                        "",
                        KEYS);
            case SHIFTING ->
                new View(
                        NAME,
                        Phase.SHIFTING,
                        "",
                        3,
                        4,
                        Duration.ofSeconds(1_000),
                        Optional.of(Duration.ofMillis(40)),
                        Optional.of(GATED),
                        Optional.of("100%"),
                        List.of(),
                        new View.Traffic(0, 0, 0),
                        List.of(
                                errors(View.Verdict.INCONCLUSIVE, Double.NaN, 0, ""),
                                latency(View.Verdict.INCONCLUSIVE, Double.NaN, 0)),
                        List.of(
                                node("haproxy unix:/run/haproxy/a.sock", "50%", "50%", true, 0),
                                node("haproxy unix:/run/haproxy/b.sock", "50%", "10%", false, 1)),
                        events(),
                        "",
                        KEYS);
            case AWAITING_APPROVAL ->
                new View(
                        NAME,
                        Phase.AWAITING_APPROVAL,
                        "",
                        3,
                        4,
                        Duration.ofSeconds(2_710),
                        Optional.of(Duration.ofSeconds(130)),
                        Optional.of(GATED),
                        Optional.of("100%"),
                        List.of(),
                        new View.Traffic(20_120, 40_310, 60),
                        List.of(
                                errors(View.Verdict.PASS, 0.0019, 18_412, ""),
                                latency(View.Verdict.PASS, 0.0064, 18_412)),
                        nodes("50%", "50%"),
                        events(),
                        "not held: the step awaits approval",
                        KEYS);
            case HELD ->
                new View(
                        NAME,
                        Phase.HELD,
                        "common mode: error-rate of the candidate 7.1% > 1% and of the baseline 6.9%, not shown worse:"
                                + " what both share is looked for first",
                        2,
                        4,
                        Duration.ofSeconds(3_605),
                        Optional.of(Duration.ofSeconds(12)),
                        Optional.of(TEN_MINUTES),
                        Optional.of("50%"),
                        List.of("common mode: both clusters are over the limit of error-rate"),
                        new View.Traffic(1_201, 12_044, 60),
                        List.of(
                                errors(
                                        View.Verdict.INCONCLUSIVE,
                                        0.071,
                                        812,
                                        "error rate 7.1% > 1%, n=812, baseline 6.9%"),
                                latency(View.Verdict.NOT_APPLICABLE, Double.NaN, 0)),
                        nodes("10%", "10%"),
                        events(),
                        "",
                        KEYS);
            case ROLLING_BACK ->
                new View(
                        NAME,
                        Phase.ROLLING_BACK,
                        "error rate 4.1% > 1%, n=812, baseline 0.18%",
                        0,
                        4,
                        Duration.ofSeconds(733),
                        Optional.of(Duration.ofMillis(3)),
                        Optional.empty(),
                        Optional.of("1%"),
                        List.of(),
                        new View.Traffic(1_180, 11_903, 58),
                        List.of(
                                errors(View.Verdict.FAIL, 0.041, 812, "error rate 4.1% > 1%, n=812, baseline 0.18%"),
                                latency(View.Verdict.PASS, 0.0068, 812)),
                        List.of(
                                node("haproxy unix:/run/haproxy/a.sock", "0%", "0%", true, 0),
                                node("haproxy unix:/run/haproxy/b.sock", "0%", "", false, 2)),
                        events(),
                        "",
                        KEYS);
            case PROMOTED ->
                new View(
                        NAME,
                        Phase.PROMOTED,
                        "promoted, baseline: drained",
                        4,
                        4,
                        Duration.ofSeconds(5_410),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        new View.Traffic(40_310, 40_310, 60),
                        List.of(
                                errors(View.Verdict.PASS, 0.0017, 71_220, ""),
                                latency(View.Verdict.PASS, 0.0061, 71_220)),
                        nodes("100%", "100%"),
                        events(),
                        "",
                        "");
            case UNVERIFIED ->
                new View(
                        NAME,
                        Phase.UNVERIFIED,
                        "the rollback could not be verified within 1m on haproxy unix:/run/haproxy/b.sock",
                        0,
                        4,
                        Duration.ofSeconds(801),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("1%"),
                        List.of(),
                        new View.Traffic(590, 6_001, 60),
                        List.of(errors(
                                View.Verdict.FAIL, 0.041, 1_402, "error rate 4.1% > 1%, n=1402, baseline 0.18%")),
                        List.of(
                                node("haproxy unix:/run/haproxy/a.sock", "0%", "0%", true, 0),
                                node("haproxy unix:/run/haproxy/b.sock", "0%", "", false, 3)),
                        events(),
                        "",
                        "");
        };
    }

    private static View.Guard errors(View.Verdict verdict, double value, long n, String text) {
        return new View.Guard("error-rate", verdict, false, value, 0.0018, 0.01, n, grounds(value, n), text);
    }

    private static View.Guard latency(View.Verdict verdict, double value, long n) {
        return new View.Guard("latency-p99", verdict, true, value, 0.0065, 0.01, n, grounds(value, n), "");
    }

    private static View.Grounds grounds(double value, long n) {
        return n == 0
                ? View.Grounds.NONE
                : new View.Grounds(value > 0.01 ? 2_300 : 0.4, value / 2, value * 2, n == 812 ? 4.2 : 1);
    }

    private static List<View.Node> nodes(String desired, String observed) {
        return List.of(
                node("haproxy unix:/run/haproxy/a.sock", desired, observed, true, 0),
                node("haproxy unix:/run/haproxy/b.sock", desired, observed, true, 0));
    }

    private static View.Node node(String label, String desired, String observed, boolean asDesired, int open) {
        return new View.Node(
                label,
                Optional.of(desired),
                observed.isEmpty() ? Optional.empty() : Optional.of(observed),
                asDesired,
                open);
    }

    private static List<View.Event> events() {
        return List.of(
                new View.Event("12:00:00", "STARTED", "cutover kong-2.8-to-3.4 began"),
                new View.Event("12:00:01", "SHIFTING", "shifting to baseline 99% / candidate 1%"),
                new View.Event("12:00:01", "CONFIRMED", "haproxy unix:/run/haproxy/a.sock reads back 1%"),
                new View.Event("12:00:01", "CONFIRMED", "haproxy unix:/run/haproxy/b.sock reads back 1%"),
                new View.Event("12:00:01", "BAKING", "baking at 1% for at least 5m"),
                new View.Event("12:05:01", "PASSED", "every guard passes after 5m"),
                new View.Event("12:05:01", "SHIFTING", "shifting to baseline 90% / candidate 10%"),
                new View.Event("12:05:02", "CONFIRMED", "haproxy unix:/run/haproxy/a.sock reads back 10%"));
    }

    /** This scene with {@code count} nodes, of which only the last is not as desired. */
    View ofNodes(int count) {
        var many = new ArrayList<View.Node>();
        for (int node = 1; node <= count; node++) {
            many.add(node("lb-" + node, "10%", "10%", node < count, 0));
        }
        var view = view();
        return new View(
                view.cutover(),
                view.phase(),
                view.reason(),
                view.step(),
                view.steps(),
                view.elapsed(),
                view.inPhase(),
                view.schedule(),
                view.next(),
                view.doubts(),
                view.traffic(),
                view.guards(),
                many,
                view.events(),
                view.message(),
                view.help());
    }
}
