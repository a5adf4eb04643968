package io.crossfade.simulations.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.plan.Cluster;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ServerTest {

    private final Server server = new Server(Cluster.CANDIDATE, "y");

    @Test
    void aServerBelowItsCapacityLetsNobodyWait() {
        server.capacity(100);

        assertThat(server.take(0, 500)).isEqualTo(500);
        assertThat(server.take(TimeUnit.MILLISECONDS.toNanos(10), 500)).isEqualTo(500);
    }

    @Test
    void aServerAboveItsCapacityLetsEachWaitForThoseBefore() {
        server.capacity(100);

        for (int request = 0; request < 50; request++) {
            assertThat(server.take(0, 500)).isEqualTo(500 + request * 10_000L);
        }
        assertThat(server.backlog(0)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(500));
        assertThat(server.backlog(TimeUnit.SECONDS.toNanos(1))).isZero();
    }

    @Test
    void aPauseIsWaitedOutByAll() {
        server.pauseUntil(TimeUnit.MILLISECONDS.toNanos(30));

        assertThat(server.take(TimeUnit.MILLISECONDS.toNanos(10), 500)).isEqualTo(20_500);
        assertThat(server.take(TimeUnit.MILLISECONDS.toNanos(10), 500)).isEqualTo(20_500);
        assertThat(server.take(TimeUnit.MILLISECONDS.toNanos(30), 500)).isEqualTo(500);
    }

    @Test
    void slownessMultipliesAndDelayAdds() {
        server.slow(3, 1_000);

        assertThat(server.take(0, 500)).isEqualTo(2_500);
    }

    @Test
    void luckDecidesAlikeForErrorsAndHangs() {
        server.failing(0.1);
        server.hanging(0.2);

        assertThat(server.fails(0.09)).isTrue();
        assertThat(server.fails(0.11)).isFalse();
        assertThat(server.hangs(0.29)).isTrue();
        assertThat(server.hangs(0.31)).isFalse();
    }
}
