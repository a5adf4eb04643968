package io.crossfade.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Split;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HaproxyWeightsSpecTest {

    private static final HaproxyWeightsSpec SPEC = of("kong", List.of("x1", "x2"), List.of("y1"));

    @Test
    void thePreviewOfARollbackIsWhatIsSentWhereTheWeightsAreTheCustomary() {
        assertThat(SPEC.preview(Split.ALL_BASELINE))
                .containsExactly(
                        "# where every server is usable and has the configured weight 100: candidate 0%",
                        "show info;set server kong/x1 weight 256;set server kong/x2 weight 256;set server kong/y1 weight 0;"
                                + "set server kong/x1 weight 100;set server kong/x2 weight 100;show servers state kong;"
                                + "show stat kong 6 -1;show info");
    }

    @Test
    void thePreviewNamesTheShareThatIsReached() {
        assertThat(of("kong", List.of("x1", "x2", "x3"), List.of("y1", "y2"))
                        .preview(new Split(Share.ofPercent(99)))
                        .get(0))
                .endsWith("candidate 99.0033%");
    }

    @Test
    void aPersonGetsOneCommandForTheWayBack() {
        assertThat(SPEC.manual(Split.ALL_BASELINE))
                .containsExactly(
                        "echo 'set server kong/x1 weight 256;set server kong/x2 weight 256;set server kong/y1 weight 0;"
                                + "set server kong/x1 weight 100;set server kong/x2 weight 100' | socat stdio"
                                + " unix-connect:/run/haproxy/admin.sock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"y;set server kong/x1 state maint", "y\nx", "y\\;x", "y <<", "#3", "", "y 1"})
    void noNameCanCarryASecondCommand(String name) {
        assertThatThrownBy(() -> of(name, List.of("x"), List.of("y"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> of("kong", List.of(name), List.of("z"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> of("kong", List.of("x"), List.of(name))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void serversBelongToOneClusterOnce() {
        assertThatThrownBy(() -> of("kong", List.of("a"), List.of("a")))
                .hasMessage("candidate: a (expected: no server of the baseline)");
        assertThatThrownBy(() -> of("kong", List.of("a", "a"), List.of("b")))
                .hasMessage("baseline: a twice (expected: servers that differ)");
        assertThatThrownBy(() -> of("kong", List.of(), List.of("b")))
                .hasMessage("baseline: 0 servers (expected: 1-100)");
    }

    @Test
    void moreServersThanACommandLineHoldsAreRefused() {
        var names = WeightsRig.names("a-server-with-a-name-that-is-rather-long-", 100);
        var others = WeightsRig.names("another-server-with-a-name-that-is-rather-long-", 100);

        assertThatThrownBy(() -> of("kong", names, others))
                .hasMessageStartingWith("candidate: a command line of ")
                .hasMessageContaining("use fewer servers or shorter names");
        var most = of("kong", WeightsRig.names("server-x", 100), WeightsRig.names("server-y", 100));
        assertThat(most.preview(Split.ALL_BASELINE).get(1)).hasSizeLessThanOrEqualTo(Commands.LONGEST);
    }

    private static HaproxyWeightsSpec of(String backend, List<String> baseline, List<String> candidate) {
        return new HaproxyWeightsSpec("unix:/run/haproxy/admin.sock", backend, baseline, candidate, "crossfade", false);
    }
}
