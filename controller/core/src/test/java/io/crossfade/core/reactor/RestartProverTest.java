package io.crossfade.core.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.analysis.FakeJudge;
import io.crossfade.core.machine.Event;
import io.crossfade.core.machine.Plans;
import io.crossfade.core.machine.Recovery;
import io.crossfade.core.port.FakeRouter;
import io.crossfade.core.port.FakeRouter.Manner;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Processes are lost at any event, while load balancers refuse, hang, lose answers and carry out late, and the next ones
 * take over. One seed decides a story; replay one with {@code -Dcrossfade.seed=N}, more with {@code -Dcrossfade.seeds=N}.
 */
class RestartProverTest {

    private static final int SEEDS = Integer.getInteger("crossfade.seeds", 300);
    private static final int STRIKES = 60;
    private static final Manner[] MANNERS = Manner.values();

    @Test
    void whereverAProcessIsLostTheNextOneGivesNoMoreAndComesToAnEnd() {
        var only = Long.getLong("crossfade.seed");
        var ends = new TreeMap<String, Integer>();
        int lost = 0;
        for (long seed = 1; seed <= (only == null ? SEEDS : 1); seed++) {
            long played = only == null ? seed : only;
            try {
                lost += new Story(played).play(ends);
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError("replay with -Dcrossfade.seed=" + played, broken);
            }
        }

        System.out.println("seeds " + SEEDS + ", processes lost " + lost + ", ends " + ends);
        assertThat(lost).isPositive();
        assertThat(only != null || ends.size() > 1).as("%s", ends).isTrue();
    }

    private static final class Story {

        private final SplittableRandom random;
        private final Stage stage;
        private int lost;

        Story(long seed) {
            random = new SplittableRandom(seed);
            stage = new Stage(Plans.quick(1 + random.nextInt(3)));
            stage.says(FakeJudge.passing());
        }

        /** How many processes were lost. */
        int play(Map<String, Integer> ends) {
            for (int strike = 0; strike < STRIKES && stage.ending().isEmpty(); strike++) {
                strike(stage.router(random.nextInt(stage.routers.size())));
                advance(Duration.ofMillis(1 + random.nextInt(1_500)));
            }
            faultsStop();
            advance(Duration.ofMinutes(5));
            var end = stage.ending().map(Object::toString).orElseGet(stage::state);
            assertThat(end).as("S12").isIn("PROMOTED", "ROLLED_BACK", "UNVERIFIED", "holding");
            assertThat(Recovery.replay(stage.beginning, stage.journal.entries()))
                    .as("S10")
                    .isEqualTo(stage.reactor.cutover());
            ends.merge(end, 1, Integer::sum);
            return lost;
        }

        private void strike(FakeRouter router) {
            switch (random.nextInt(14)) {
                case 0, 1 -> router.manner(MANNERS[random.nextInt(MANNERS.length)]);
                case 2 -> router.manner(Manner.APPLY);
                case 3 -> router.delay(Duration.ofMillis(1 + random.nextInt(1_500)));
                case 4 -> router.delay(Duration.ofMillis(1));
                case 5 -> router.freeze();
                case 6, 7 -> router.thaw();
                case 8 -> router.unreadable(random.nextBoolean());
                case 9 -> stage.says(random.nextInt(8) == 0 ? FakeJudge.failing() : FakeJudge.passing());
                case 10 -> slowOrNot();
                case 11 -> resume();
                default -> lose();
            }
        }

        private void resume() {
            if (stage.state().equals("holding")) {
                stage.submit(new Event.ResumeRequested(false, "go on"));
            }
        }

        private void slowOrNot() {
            if (random.nextBoolean()) {
                stage.journal.slowDown();
            } else {
                stage.journal.catchUp();
            }
        }

        /** At the next event but a few, whatever it is. */
        private void lose() {
            for (int events = random.nextInt(20); events > 0; events--) {
                stage.loop.runNext();
                check();
            }
            stage.kill();
            stage.says(FakeJudge.passing());
            stage.restart(Duration.ofMillis(random.nextInt(20_000)));
            lost++;
            check();
        }

        private void faultsStop() {
            stage.journal.catchUp();
            for (var router : stage.routers) {
                router.manner(Manner.APPLY).delay(Duration.ofMillis(1)).unreadable(false);
                router.thaw();
            }
            stage.says(FakeJudge.passing());
            stage.run(Duration.ofSeconds(2));
            if (stage.state().equals("holding")) {
                stage.submit(new Event.ResumeRequested(false, "the faults stopped"));
            }
        }

        private void advance(Duration duration) {
            long end = stage.loop.nanos() + duration.toNanos();
            while (stage.loop.nanos() < end && stage.loop.runNext()) {
                check();
            }
        }

        private void check() {
            var cutover = stage.reactor.cutover();
            for (int node = 0; node < stage.routers.size(); node++) {
                var share = stage.share(node);
                assertThat(share.exceeds(cutover.node(node).ceiling()))
                        .as("S1: lb%d has %s in %s", node + 1, share, cutover.state())
                        .isFalse();
            }
            boolean back = List.of("ROLLED_BACK", "ROLLED_BACK_BY_OPERATOR")
                    .contains(stage.ending().map(Object::toString).orElse(""));
            assertThat(!back
                            || stage.routers.stream()
                                    .allMatch(router -> router.shown().share().isNone()))
                    .as("S8: ended rolled back")
                    .isTrue();
        }
    }
}
