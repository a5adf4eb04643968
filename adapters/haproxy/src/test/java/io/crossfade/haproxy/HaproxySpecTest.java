package io.crossfade.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Split;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HaproxySpecTest {

    private static final HaproxySpec SPEC =
            of("unix:/run/haproxy/admin.sock", "/etc/haproxy/split.map", "ycut", "be_y");

    @Test
    void thePreviewIsWhatIsSentToTheByte() {
        assertThat(SPEC.preview(new Split(new Share(250))))
                .containsExactly(
                        "show info;set map /etc/haproxy/split.map ycut 250;get map /etc/haproxy/split.map ycut;"
                                + "show stat be_x 6 -1;show stat be_y 6 -1;show info",
                        "/etc/haproxy/split.map: ycut 250");
    }

    @Test
    void aPersonGetsTheCommandsForBothTheProcessAndTheFile() {
        assertThat(SPEC.manual(Split.ALL_BASELINE))
                .containsExactly(
                        "echo 'set map /etc/haproxy/split.map ycut 0' | socat stdio"
                                + " unix-connect:/run/haproxy/admin.sock",
                        "sed -i -E 's/^[[:blank:]]*ycut[[:blank:]].*$/ycut 0/' /etc/haproxy/split.map");
        assertThat(of("tcp://[::1]:9999", "/m", "k", "be_y")
                        .manual(Split.ALL_BASELINE)
                        .get(0))
                .endsWith("tcp-connect:[::1]:9999");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "be_y;set server be_x/x1 state maint",
                "be_y\nset server be_x/x1 state maint",
                "be_y\\;x",
                "be_y <<",
                "#3",
                "be_y 6",
                "",
                "be_y\r"
            })
    void noNameCanCarryASecondCommand(String name) {
        assertThatThrownBy(() -> of("unix:/s", "/m", "ycut", name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> of("unix:/s", "/m", name, "be_y")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> of("unix:/s", "/" + name + " ", "ycut", "be_y"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Commands.line(List.of("show stat " + name + ";", "show info")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/run/a.sock", "unix:run/a.sock", "tcp://host", "tcp://host:0", "tcp://host:70000", "unix:/a b"})
    void anEndpointIsAnAbsolutePathOrAHostWithItsPort(String socket) {
        assertThatThrownBy(() -> of(socket, "/m", "k", "be_y"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("socket: ");
    }

    @Test
    void theTwoBackendsDiffer() {
        assertThatThrownBy(() -> of("unix:/s", "/m", "k", "be_x"))
                .hasMessage("candidate: be_x (expected: another than the baseline)");
    }

    private static HaproxySpec of(String socket, String file, String key, String candidate) {
        return new HaproxySpec(socket, file, key, "be_x", candidate, "crossfade", false);
    }
}
