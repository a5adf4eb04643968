package io.crossfade.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.spi.Initializer.Proposal;
import io.crossfade.core.spi.Initializer.Request;
import io.crossfade.testkit.Await;
import io.crossfade.testkit.HaproxyConfig;
import io.crossfade.testkit.HaproxyProcess;
import io.crossfade.testkit.Ports;
import io.crossfade.testkit.TestHost;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HaproxyInitializerTest {

    private final TestHost host = new TestHost();
    private final List<Integer> ports = Ports.free(4);

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void serversWithoutWeightAreTheCandidateOfOneBackend() {
        try (var haproxy = weights().start()) {
            var proposal = propose(haproxy, List.of(), List.of());

            assertThat(proposal.obstacles()).isEmpty();
            assertThat(proposal.todo()).isEmpty();
            assertThat(proposal.entry())
                    .startsWith("  - haproxy:\n      socket: unix:")
                    .contains("guessed from the weights")
                    .contains("      backend: kong\n")
                    .contains("      baseline:  [x1, x2]\n      candidate: [y1, y2]\n");
        }
    }

    @Test
    void serversOfOneBackendAreToldApartByTheirNamesWhereAllHaveAWeight() {
        try (var haproxy = weights().weightsOf(100, 100).start()) {
            assertThat(propose(haproxy, List.of(), List.of()).entry())
                    .contains("guessed from the names, \"x\" and \"y\"")
                    .contains("candidate: [y1, y2]");
        }
    }

    @Test
    void namesThatTheOperatorGivesAreNotGuessed() {
        try (var haproxy = weights().start()) {
            assertThat(propose(haproxy, List.of("x1"), List.of("x2", "y1")).entry())
                    .contains("named by --baseline and --candidate")
                    .contains("baseline:  [x1]")
                    .contains("candidate: [x2, y1]");
            assertThat(propose(haproxy, List.of("x1"), List.of("nobody")).obstacles())
                    .singleElement()
                    .asString()
                    .contains("x1 and nobody");
            assertThat(propose(haproxy, List.of("x1"), List.of()).obstacles()).hasSize(1);
        }
    }

    @Test
    void algorithmsThatHeedNoWeightsAreRefused() {
        for (var algorithm : List.of("first", "static-rr", "source")) {
            try (var haproxy = weights().balance(algorithm).start()) {
                assertThat(propose(haproxy, List.of(), List.of()).obstacles())
                        .singleElement()
                        .asString()
                        .startsWith("backend kong: balance " + algorithm);
            }
        }
    }

    @Test
    void connectionsOfModeTcpAreRefused() {
        try (var haproxy = weights().start()) {
            haproxy.reconfigure(text -> text.replace("mode http", "mode tcp").replace("option httplog", ""));
            haproxy.restart();

            assertThat(propose(haproxy, List.of(), List.of()).obstacles())
                    .anyMatch(why -> why.startsWith("backend kong: mode tcp"));
        }
    }

    @Test
    void aMapWhoseBackendsCannotBeToldIsAskedAbout() {
        try (var haproxy = map().start()) {
            haproxy.reconfigure(text -> text.replace("be_x", "apples").replace("be_y", "pears"));
            haproxy.restart();

            assertThat(propose(haproxy, List.of(), List.of()).obstacles())
                    .singleElement()
                    .asString()
                    .contains("--baseline and --candidate");
            var named = propose(haproxy, List.of("pears"), List.of("apples"));
            assertThat(named.entry()).contains("baseline:  pears ").contains("candidate: apples ");
            assertThat(named.name()).isEqualTo("pears-to-apples");
        }
    }

    @Test
    void aSocketOfLevelUserIsRefused() {
        try (var haproxy = map().start()) {
            var request = new Request("unix:" + haproxy.userSocket(), List.of(), List.of(), "/etc/haproxy.cfg", "");

            assertThat(propose(request).obstacles()).singleElement().asString().startsWith("socket level: user");
        }
    }

    @Test
    void whatIsSeenIsToldAndNothingIsWritten() {
        try (var haproxy = map().start()) {
            var before = haproxy.cli("show map " + haproxy.mapFile() + ";show servers state");

            assertThat(propose(haproxy, List.of(), List.of()).seen())
                    .contains("map " + haproxy.mapFile() + ": ycut 0")
                    .contains("backend be_y: mode http, balance roundrobin, servers y1 (weight 100), y2 (weight 100)")
                    .contains("ring crossfade");
            assertThat(haproxy.cli("show map " + haproxy.mapFile() + ";show servers state"))
                    .isEqualTo(before);
        }
    }

    private HaproxyConfig weights() {
        return HaproxyConfig.weights(ports.subList(0, 2), ports.subList(2, 4));
    }

    private HaproxyConfig map() {
        return HaproxyConfig.map(ports.subList(0, 2), ports.subList(2, 4));
    }

    private Proposal propose(HaproxyProcess haproxy, List<String> baseline, List<String> candidate) {
        return propose(new Request(
                "unix:" + haproxy.adminSocket(),
                baseline,
                candidate,
                haproxy.configFile().toString(),
                ""));
    }

    private Proposal propose(Request request) {
        return Await.result(host.testLoop().call(() -> new HaproxyInitializer().propose(request, host)));
    }
}
