package io.crossfade.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.testkit.Behaviour;
import io.crossfade.testkit.FaultyCluster;
import io.crossfade.testkit.HaproxyConfig;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * After a reload the old worker has the split of its time and nobody can reach it any more. It ends what it has begun,
 * and that is all that it does.
 */
class OldWorkerTest {

    private static final Behaviour WELL = Behaviour.healthy(Duration.ZERO);
    private static final String OF_X = FaultyCluster.CLUSTER.toLowerCase(Locale.ROOT) + ": x";
    private static final String OF_Y = FaultyCluster.CLUSTER.toLowerCase(Locale.ROOT) + ": y";

    @Test
    void itAnswersWhatItHasBegunAndEachOfItsConnectionsOnceMoreAtMost() {
        try (var x = FaultyCluster.start("x", 1, 1, WELL);
                var y = FaultyCluster.start("y", 1, 2, WELL);
                var haproxy = HaproxyConfig.map(x.ports(), y.ports()).start();
                var idle = new PlainClient(haproxy.frontPort());
                var busy = new PlainClient(haproxy.frontPort())) {
            haproxy.cli("set map " + haproxy.mapFile() + " " + HaproxyConfig.MAP_KEY + " 10000");
            assertThat(idle.ask()).contains(OF_Y);
            y.behave(Behaviour.healthy(Duration.ofSeconds(1)));
            busy.send();
            haproxy.reload();
            y.behave(WELL);

            assertThat(answers(idle)).isLessThanOrEqualTo(1);
            assertThat(busy.read()).as("what was begun").contains("200", OF_Y);
            assertThat(answers(busy)).isZero();
            for (int i = 0; i < 20; i++) {
                try (var fresh = new PlainClient(haproxy.frontPort())) {
                    assertThat(fresh.ask()).contains(OF_X);
                }
            }
        }
    }

    /** How often {@code client} is answered before its connection is ended, three times at most. */
    private static int answers(PlainClient client) {
        int answers = 0;
        try {
            while (answers < 3 && client.ask().contains(" 200 ")) {
                answers++;
            }
        } catch (UncheckedIOException ended) {
            return answers;
        }
        return answers;
    }
}
