package io.crossfade.core.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossfade.core.plan.Cluster;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StateFormTest {

    static Stream<State> states() {
        return Stream.of(
                Waiting.START,
                new Waiting("a load balancer cannot be read"),
                new Shifting(2, -1, 5),
                new Baking(1, Long.MAX_VALUE, Baking.Leave.WHEN_PASSING),
                new AwaitingGate(1, 7, true, false),
                new Recovering(2, 12),
                new Holding(-1, "lunch", 8),
                new Restoring(0, "refused", 9, Optional.empty()),
                new Restoring(0, "SIGTERM", 9, Optional.of(Ending.HELD)),
                new RollingBack(Ending.ROLLED_BACK, "errors", 10, true),
                new Draining(Ending.PROMOTED, 3, Cluster.BASELINE, 11, 5),
                new Ended(Ending.HELD, "SIGTERM", 1),
                new Ended(Ending.UNVERIFIED, "not verified", -1, Ending.ROLLED_BACK),
                new Ended(Ending.UNVERIFIED, "not verified", -1, Ending.ROLLED_BACK_BY_OPERATOR));
    }

    @ParameterizedTest
    @MethodSource("states")
    void everyStateComesBackAsItWas(State state) {
        assertThat(StateForm.read(StateForm.of(state))).isEqualTo(state);
    }

    @Test
    void anUnverifiedEndOfAnEarlierJournalWasAGuards() {
        assertThat(StateForm.read(
                        Map.of("name", "ended", "ending", "UNVERIFIED", "reason", "not verified", "step", -1)))
                .isEqualTo(new Ended(Ending.UNVERIFIED, "not verified", -1, Ending.ROLLED_BACK));
    }

    @Test
    void everyKindOfStateIsAmongThem() {
        var seen = new TreeSet<String>();
        states().forEach(state -> seen.add(state.getClass().getName()));
        var expected = new TreeSet<String>();
        addLeaves(State.class, expected);

        assertThat(seen).isEqualTo(expected);
    }

    private static void addLeaves(Class<?> type, Set<String> leaves) {
        if (type.isSealed()) {
            Arrays.stream(type.getPermittedSubclasses()).forEach(each -> addLeaves(each, leaves));
        } else {
            leaves.add(type.getName());
        }
    }

    @Test
    void whatIsNoStateIsToldWithItsKey() {
        assertThatThrownBy(() -> StateForm.read(Map.of("name", "dancing")))
                .hasMessage("state.name: dancing (expected: the name of a state)");
        assertThatThrownBy(() -> StateForm.read(Map.of("name", "waiting")))
                .hasMessage("state.reason: null (expected: a text)");
    }
}
