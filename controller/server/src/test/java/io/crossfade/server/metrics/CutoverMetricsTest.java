package io.crossfade.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.State;
import io.crossfade.core.plan.Bake;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.FakeSpec;
import io.crossfade.core.plan.Guard;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Policies;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Step;
import io.crossfade.core.plan.Window;
import io.crossfade.core.port.FakeJournal;
import io.crossfade.core.port.FakeRouter;
import io.crossfade.core.port.Outcome;
import io.crossfade.core.reactor.Pace;
import io.crossfade.core.reactor.Ports;
import io.crossfade.core.reactor.Reactor;
import io.crossfade.core.reactor.VirtualLoop;
import io.crossfade.server.CountingJudge;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A whole cutover in virtual time, seen through its metrics. */
final class CutoverMetricsTest {

    private static final Path DASHBOARD = Path.of("src/main/grafana/crossfade.json");

    private final VirtualLoop loop = new VirtualLoop(Instant.EPOCH);
    private final FakeRouter router = new FakeRouter(loop).delay(Duration.ofMillis(4));
    private final FakeJudge verdicts = new FakeJudge();
    private final FakeJournal journal = new FakeJournal();
    private final CountingJudge judge = new CountingJudge(verdicts, plan());
    private final CutoverMetrics metrics = new CutoverMetrics(plan(), loop, judge);

    private static Plan plan() {
        var hour = Bake.of(Duration.ofHours(1));
        return new Plan(
                "sample",
                List.of(new FakeSpec("lb-1")),
                List.of(new Guard.ErrorRate("error-rate", Optional.of(0.01), Optional.empty(), 10, false)),
                List.of(Step.of(Share.ofPercent(10), hour), Step.of(Share.ALL, hour)),
                Window.ALWAYS,
                Policies.DEFAULTS);
    }

    @BeforeEach
    void bake() {
        var ports = new Ports(
                loop,
                metrics.timed(List.of(router)),
                List.of(),
                judge,
                metrics.counted(journal),
                metrics.heard(announcement -> {}));
        var reactor = new Reactor(Cutover.begin(plan(), List.of(router.shown())), ports, Pace.DEFAULT);
        metrics.observe(reactor);
        reactor.start();
        loop.runFor(Duration.ofSeconds(3));
        // The judge here gives every server the same number, so that the last one to enlist has it.
        int baseline = judge.enlist(0, Cluster.BASELINE, "x1");
        for (int request = 0; request < 9; request++) {
            judge.request(baseline, Outcome.OK, 1000, loop.nanos());
        }
        int candidate = judge.enlist(0, Cluster.CANDIDATE, "y1");
        judge.request(candidate, Outcome.FAILED, 1000, loop.nanos());
        loop.runFor(Duration.ofSeconds(3));
    }

    private double value(String series) {
        var line = metrics.registry()
                .scrape()
                .lines()
                .filter(each -> each.startsWith(series + " "))
                .findFirst();
        assertThat(line).as("%s in%n%s", series, metrics.registry().scrape()).isPresent();
        return Double.parseDouble(line.orElseThrow().substring(series.length() + 1));
    }

    @Test
    void bakingCutoverShowsItsSplitAndItsTraffic() {
        var node = "{label=\"lb-1\",node=\"0\"}";
        assertThat(value("crossfade_state{state=\"baking\"}")).isEqualTo(1);
        assertThat(value("crossfade_state{state=\"ended\"}")).isZero();
        assertThat(value("crossfade_step")).isEqualTo(1);
        assertThat(value("crossfade_split_desired_ratio" + node)).isEqualTo(0.1);
        assertThat(value("crossfade_split_achieved_ratio" + node)).isEqualTo(0.1);
        assertThat(value("crossfade_split_real_ratio" + node)).isEqualTo(0.1);
        assertThat(value(
                        "crossfade_requests_total{cluster=\"candidate\",label=\"lb-1\",node=\"0\",outcome=\"failed\"}"))
                .isEqualTo(1);
    }

    @Test
    void writesAreTimedFromTheOrderToTheReadBack() {
        var series = "{label=\"lb-1\",node=\"0\",result=\"applied\"}";
        assertThat(value("crossfade_actuation_time_seconds_count" + series)).isEqualTo(1);
        assertThat(value("crossfade_actuation_time_seconds_sum" + series)).isEqualTo(0.004);
        assertThat(metrics.registry().scrape())
                .contains(
                        "crossfade_actuation_time_seconds_bucket{label=\"lb-1\",node=\"0\",result=\"applied\",le=\"0.005\"}"
                                + " 1");
    }

    @Test
    void rollbackIsTimedUntilItIsVerified() {
        verdicts.says(FakeJudge.failing());
        loop.runFor(Duration.ofSeconds(1));
        assertThat(value("crossfade_rollback_time_seconds_count")).isEqualTo(1);
        assertThat(value("crossfade_rollback_time_seconds_sum")).isEqualTo(0.004);
        assertThat(value("crossfade_guard_value_ratio{guard=\"error-rate\"}")).isEqualTo(0.041);
        assertThat(value("crossfade_guard_samples{guard=\"error-rate\"}")).isEqualTo(812);
        assertThat(value("crossfade_guard_status{guard=\"error-rate\",status=\"fail\"}"))
                .isEqualTo(1);
        assertThat(value("crossfade_verdicts_total{guard=\"error-rate\",status=\"fail\"}"))
                .isPositive();
        assertThat(value("crossfade_verdicts_total{guard=\"error-rate\",status=\"inconclusive\"}"))
                .isPositive();
    }

    @Test
    void journalEntriesAndTheLoopsLagAreCounted() {
        assertThat(value("crossfade_journal_entries_total{result=\"appended\"}"))
                .isEqualTo(journal.entries().size());
        assertThat(value("crossfade_loop_lag_seconds_count")).isEqualTo(6);
        loop.stall(Duration.ofSeconds(3));
        loop.runFor(Duration.ofSeconds(1));
        assertThat(value("crossfade_loop_lag_seconds_max")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void everyStateOfTheMachineHasItsSeries() {
        assertThat(Gauges.STATES).hasSize((int) states(State.class).count()).doesNotHaveDuplicates();
    }

    private static Stream<Class<?>> states(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(CutoverMetricsTest::states)
                : Stream.of(type);
    }

    @Test
    void everyMetricOfTheDashboardIsServed() throws IOException {
        var dashboard = new JsonObject(Files.readString(DASHBOARD));
        var names = names(dashboard.getJsonArray("panels").encode());
        assertThat(names).hasSizeGreaterThan(12);
        assertThat(served()).containsAll(names);
    }

    @Test
    void guideNamesEveryMetricAndNoOther() throws IOException {
        var families = served().stream()
                .map(name -> name.replaceAll("_seconds_(bucket|count|sum|max)$", "_seconds"))
                .collect(Collectors.toSet());
        assertThat(names(Files.readString(Path.of("README.md")))).isEqualTo(families);
    }

    private Set<String> served() {
        return metrics.registry()
                .scrape()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceAll("[ {].*", ""))
                .collect(Collectors.toSet());
    }

    private static Set<String> names(String text) {
        return Pattern.compile("crossfade_[a-z_]+")
                .matcher(text)
                .results()
                .map(match -> match.group())
                .collect(Collectors.toSet());
    }
}
