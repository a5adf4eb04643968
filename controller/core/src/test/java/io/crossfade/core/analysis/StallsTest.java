package io.crossfade.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StallsTest {

    private static final long MILLI = 1_000_000;
    private static final int X = 0;
    private static final int Y = 1;

    private final Stalls stalls = new Stalls();
    private long now = 1_000 * MILLI;

    /** So many requests of a server, one each four milliseconds, each answered after 20 ms. */
    private int steady(int server, int count) {
        int repeated = 0;
        for (int i = 0; i < count; i++) {
            now += 4 * MILLI;
            repeated += stalls.repeats(server, server == Y, now - 20 * MILLI, 20 * MILLI) ? 1 : 0;
        }
        return repeated;
    }

    /** The server stands still for 300 ms and then answers all that came meanwhile. */
    private int stall(int server) {
        long began = now;
        now += 300 * MILLI;
        int repeated = 0;
        for (long started = began; started < now; started += 4 * MILLI) {
            repeated += stalls.repeats(server, server == Y, started, now - started) ? 1 : 0;
        }
        return repeated;
    }

    @Test
    void allThatAStallMadeSlowIsOnePiece() {
        steady(Y, 100);

        assertThat(stall(Y)).isEqualTo(74);
    }

    @Test
    void aServerThatIsSlowForGoodRepeatsOnlyWhatWasUnderWay() {
        steady(Y, 100);
        stall(Y);
        int repeated = 0;
        for (int i = 0; i < 1_000; i++) {
            now += 4 * MILLI;
            repeated += stalls.repeats(Y, true, now - 320 * MILLI, 320 * MILLI) ? 1 : 0;
        }

        assertThat(repeated).isLessThanOrEqualTo(80);
    }

    @Test
    void aCandidateThatStallsAgainAndAgainIsForgivenThriceAndTwiceForEachOfTheBaselines() {
        steady(X, 100);
        stall(X);
        int forgiven = 0;
        for (int i = 0; i < 20; i++) {
            steady(Y, 200);
            forgiven += stall(Y) > 0 ? 1 : 0;
        }

        assertThat(forgiven).isEqualTo(5);
    }

    @Test
    void theBaselinesOwnAnswersAllCount() {
        steady(X, 100);

        assertThat(stall(X)).isZero();
        assertThat(steady(X, 100)).isZero();
    }

    @Test
    void aServerThatIsAskedSeldomHasNoStalls() {
        for (int i = 0; i < 100; i++) {
            now += 200 * MILLI;
            assertThat(stalls.repeats(Y, true, now - 20 * MILLI, 20 * MILLI)).isFalse();
        }
        now += 500 * MILLI;

        assertThat(stalls.repeats(Y, true, now - 500 * MILLI, 500 * MILLI)).isFalse();
        assertThat(stalls.repeats(Y, true, now - 400 * MILLI, 400 * MILLI)).isFalse();
    }
}
