package io.crossfade.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.port.UnreachableException;
import io.crossfade.core.port.WriteResult;
import io.crossfade.testkit.Await;
import io.crossfade.testkit.HaproxyConfig;
import io.crossfade.testkit.HaproxyProcess;
import io.crossfade.testkit.Ports;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Writes by weights that are refused, not answered or overtaken. */
class HaproxyWeightsTroubleTest {

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
    void aSocketThatMayNotWriteRefusesInHaproxysOwnWords() {
        try (var operator = new WeightsRig(WeightsRig.spec("unix:" + haproxy.operatorSocket(), 3, 2, false))) {
            operator.read();
            assertThat(operator.apply(1000, 1)).isEqualTo(new WriteResult.Refused("Permission denied"));
        }
    }

    @Test
    void aServerThatIsNotThereCannotBeRead() {
        try (var other = WeightsRig.before(haproxy, 3, 3)) {
            assertThat(other.readFailure())
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining("server: y3 (expected: one of the backend)");
        }
    }

    @Test
    void aWriteToAStalledHaproxyIsUnknownAndSettlesWhenItLandsAfterAll() {
        rig.read();
        haproxy.freeze();
        var forward = rig.begin(5000, 1);
        assertThat(Await.result(forward.outcome())).isInstanceOf(WriteResult.Unknown.class);
        assertThat(forward.settled().toCompletableFuture()).isNotDone();

        haproxy.thaw();

        assertThat(Await.result(forward.settled())).isTrue();
        assertThat(WeightsRig.weights(haproxy)).isEqualTo("2 2 2 3 3");
        assertThat(WeightsRig.confirmed(rig.apply(0, 2)).share().isNone()).isTrue();
    }

    @Test
    void aForwardWriteThatARollbackOvertookWhileItsTermsWereReadIsNotSent() {
        haproxy.freeze();
        var forward = rig.begin(5000, 1);
        var rollback = rig.begin(0, 2);
        haproxy.thaw();

        assertThat(Await.result(forward.outcome())).isInstanceOf(WriteResult.NotSent.class);
        assertThat(Await.result(rollback.settled())).isTrue();
        assertThat(WeightsRig.weights(haproxy)).isEqualTo("100 100 100 0 0");
    }
}
