package io.crossfade.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.plan.AchievedShare;
import io.crossfade.core.plan.Share;
import io.crossfade.core.port.WriteResult;
import io.crossfade.testkit.Await;
import io.crossfade.testkit.Behaviour;
import io.crossfade.testkit.FaultyCluster;
import io.crossfade.testkit.HaproxyConfig;
import io.crossfade.testkit.HaproxyProcess;
import io.crossfade.testkit.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HaproxyWeightsRouterTest {

    private final List<Integer> ports = Ports.free(5);
    private HaproxyProcess haproxy;
    private WeightsRig rig;

    @BeforeEach
    void start() {
        haproxy = config().start();
        rig = WeightsRig.before(haproxy, 3, 2);
    }

    @AfterEach
    void stop() {
        rig.close();
        haproxy.close();
    }

    private HaproxyConfig config() {
        return HaproxyConfig.weights(ports.subList(0, 3), ports.subList(3, 5));
    }

    @Test
    void theSplitIsReadFromTheProcess() {
        var reading = rig.read();

        assertThat(reading.share()).isEqualTo(AchievedShare.NONE);
        assertThat(reading.configured()).isTrue();
        assertThat(reading.doubts()).isEmpty();
        assertThat(reading.incarnation()).startsWith(haproxy.workerPid() + "@");
        assertThat(reading.baselineUsable()).isEqualTo(3);
        assertThat(reading.candidateUsable()).as("weight 0 is our own").isEqualTo(2);
        assertThat(reading.membership()).isEqualTo("x1, x2, x3, y1, y2");
        assertThat(reading.shares().achieved(Share.ofPercent(99))).hasToString("99.0033%");
    }

    @Test
    void aWriteIsReadBackWithTheShareThatTheWeightsReach() {
        rig.read();
        var applying = rig.begin(9900, 1);

        assertThat(Await.result(applying.outcome())).isInstanceOfSatisfying(WriteResult.Applied.class, applied -> {
            assertThat(applied.asked()).isEqualTo(new AchievedShare(298, 301));
            assertThat(applied.reading().share()).isEqualTo(applied.asked());
            assertThat(applied.reading().doubts()).isEmpty();
            assertThat(applied.reading().configured()).isFalse();
        });
        assertThat(Await.result(applying.settled())).isTrue();
        assertThat(weights()).isEqualTo("1 1 1 149 149");
    }

    @Test
    void aRollbackBringsBackTheWeightsOfThePreflightAlsoWhereTheyAreNotThoseOfTheConfiguration() {
        haproxy.cli("set server kong/x1 weight 40;set server kong/x2 weight 40;set server kong/x3 weight 40");
        rig.read();
        rig.apply(2500, 1);
        rig.apply(10_000, 2);
        assertThat(weights()).isEqualTo("0 0 0 40 40");

        assertThat(WeightsRig.confirmed(rig.apply(0, 3)).share().isNone()).isTrue();

        assertThat(weights()).isEqualTo("40 40 40 0 0");
    }

    @Test
    void aRollbackThatWasNeverPrecededByAReadingUsesTheConfiguredWeights() {
        haproxy.cli("set server kong/x1 weight 0;set server kong/x2 weight 0;set server kong/x3 weight 0"
                + ";set server kong/y1 weight 7;set server kong/y2 weight 7");

        assertThat(WeightsRig.confirmed(rig.apply(0, 1)).share().isNone()).isTrue();

        assertThat(weights()).isEqualTo("100 100 100 0 0");
    }

    @Test
    void aRollbackOntoABaselineThatIsConfiguredWithoutWeightGivesItOne() {
        try (var promoted = config().weightsOf(0, 100).start();
                var other = WeightsRig.before(promoted, 3, 2)) {
            assertThat(other.read().share().isAll()).isTrue();
            WeightsRig.confirmed(other.apply(0, 1));

            assertThat(WeightsRig.weights(promoted)).isEqualTo("100 100 100 0 0");
        }
    }

    @Test
    void aReloadBringsTheConfiguredWeightsInANewLife() {
        var before = rig.read();
        rig.apply(5000, 1);
        haproxy.reload();

        var after = rig.read();

        assertThat(after.share().isNone()).isTrue();
        assertThat(after.configured()).isTrue();
        assertThat(after.incarnation()).isNotEqualTo(before.incarnation());
        assertThat(WeightsRig.confirmed(rig.apply(5000, 2)).share()).isEqualTo(new AchievedShare(1, 2));
    }

    @Test
    void aStateFileThatRestoresHalfOfTheWeightsIsNotTheConfiguration() throws IOException {
        var file = haproxy.directory().resolve("state");
        haproxy.reconfigure(text -> text.replace("global\n", "global\n    server-state-file " + file + "\n")
                .replace("defaults\n", "defaults\n    load-server-state-from-file global\n"));
        haproxy.reload();
        rig.read();
        rig.apply(6000, 1);
        Files.writeString(file, haproxy.cli("show servers state"));
        haproxy.reconfigure(text -> text.replace("weight 100", "weight 120"));
        haproxy.reload();

        var reading = rig.read();

        assertThat(reading.configured()).isFalse();
        assertThat(reading.share().isNone()).isFalse();
        assertThat(reading.share()).isNotEqualTo(new AchievedShare(3, 5));
    }

    @Test
    void theShareOfAPersonIsReadAndUnevenWeightsAreADoubt() {
        rig.read();
        rig.apply(5000, 1);
        haproxy.cli("set server kong/y1 weight 200");

        var reading = rig.read();

        assertThat(reading.share().exceeds(new AchievedShare(1, 2))).isTrue();
        assertThat(reading.doubts()).singleElement().asString().startsWith("weights [y1 200, y2 3]");
    }

    @Test
    void aServerOfNeitherClusterThatTakesRequestsIsADoubt() {
        try (var other = WeightsRig.before(haproxy, 2, 2)) {
            other.read();
            other.apply(5000, 1);

            assertThat(other.read().doubts()).containsExactly("server x3 has weight 100 and is of neither cluster");
        }
    }

    @Test
    void serversInMaintenanceAndDrainAreNotUsableAndTheirWeightsCountForNothing() {
        rig.read();
        rig.apply(5000, 1);
        haproxy.cli("set server kong/x1 state maint;set server kong/y1 state drain");

        var reading = rig.read();

        assertThat(reading.baselineUsable()).isEqualTo(2);
        assertThat(reading.candidateUsable()).isEqualTo(1);
        assertThat(reading.membership()).isEqualTo("x2, x3, y2");
        assertThat(reading.share()).isEqualTo(new AchievedShare(3, 7));
        assertThat(reading.doubts()).isEmpty();
    }

    @Test
    void aLostBaselineServerRaisesTheShareAndTheNextWriteLowersItAgain() {
        rig.read();
        rig.apply(1000, 1);
        haproxy.cli("set server kong/x1 state maint");
        var lost = rig.read();
        assertThat(lost.share().exceeds(Share.ofPercent(10).exactly())).isTrue();

        var again = WeightsRig.confirmed(rig.apply(1000, 2));

        assertThat(again.share()).isEqualTo(Share.ofPercent(10).exactly());
        assertThat(again.membership()).isEqualTo("x2, x3, y1, y2");
    }

    @Test
    void whereNothingIsUsableTheShareIsWhatItWouldBe() {
        rig.read();
        rig.apply(10_000, 1);
        haproxy.cli("set server kong/y1 state maint;set server kong/y2 state maint");

        var reading = rig.read();

        assertThat(reading.share().isAll()).isTrue();
        assertThat(reading.candidateUsable()).isZero();
        assertThat(reading.baselineUsable()).isEqualTo(3);
    }

    @Test
    void aServerThatChecksTakeDownIsNotUsableUntilItIsUpAgain() {
        try (var x = FaultyCluster.start("x", 1, 1, Behaviour.healthy(Duration.ZERO));
                var y = FaultyCluster.start("y", 2, 1, Behaviour.healthy(Duration.ZERO));
                var checked = HaproxyConfig.weights(x.ports(), y.ports())
                        .checks(Duration.ofMillis(50))
                        .start();
                var other = WeightsRig.before(checked, 1, 2)) {
            other.read();
            WeightsRig.confirmed(other.apply(5000, 1));
            y.down(0);
            Await.until("a server down", () -> other.read().candidateUsable() == 1);

            assertThat(other.read().share()).isEqualTo(new AchievedShare(1, 3));
            assertThat(other.read().membership()).isEqualTo("x1, y2");
        }
    }

    @Test
    void aServerThatWarmsUpCountsWithThePartThatHaproxyGivesIt() {
        try (var slow = config().serverOptions("slowstart 20s").start();
                var other = WeightsRig.before(slow, 3, 2)) {
            other.read();
            WeightsRig.confirmed(other.apply(5000, 1));
            slow.cli("set server kong/y1 state maint");
            slow.cli("set server kong/y1 state ready");

            var warming = other.read();

            assertThat(warming.membership()).matches("x1, x2, x3, y1 at \\d+%, y2");
            assertThat(warming.share().exceeds(new AchievedShare(1, 4))).isTrue();
            assertThat(new AchievedShare(1, 2).exceeds(warming.share())).isTrue();
            assertThat(WeightsRig.confirmed(other.apply(2500, 2)).share().exceeds(new AchievedShare(1, 4)))
                    .as("a write while a candidate's server warms up")
                    .isFalse();
        }
    }

    @Test
    void unequalWeightsKeepTheirProportions() {
        haproxy.reconfigure(text -> text.replaceFirst("(server x2 \\S+ weight) 100", "$1 50"));
        haproxy.reload();
        rig.read();

        assertThat(WeightsRig.confirmed(rig.apply(2000, 1)).share())
                .isEqualTo(Share.ofPercent(20).exactly());
        var set = weights().split(" ", -1);
        assertThat(set[0]).isEqualTo(set[2]);
        assertThat(2 * Integer.parseInt(set[1]) - Integer.parseInt(set[0])).isBetween(-1, 1);
        WeightsRig.confirmed(rig.apply(0, 2));
        assertThat(weights()).isEqualTo("100 50 100 0 0");
    }

    private String weights() {
        return WeightsRig.weights(haproxy);
    }
}
