package io.crossfade.app;

import io.crossfade.testkit.Behaviour;
import io.crossfade.testkit.FaultyCluster;
import io.crossfade.testkit.HaproxyConfig;
import io.crossfade.testkit.HaproxyProcess;
import io.crossfade.testkit.OpenLoopLoad;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Two clusters behind a real HAProxy with steady traffic, and a folder for plans and state. */
final class Site implements AutoCloseable {

    private static final double RATE = 400;

    private final Path folder;
    private final FaultyCluster baseline = cluster("x");
    private final FaultyCluster candidate = cluster("y");
    private final HaproxyProcess haproxy =
            HaproxyConfig.map(baseline.ports(), candidate.ports()).start();
    private final OpenLoopLoad load =
            OpenLoopLoad.start(haproxy.frontPort(), OpenLoopLoad.Settings.of(RATE, Duration.ofMinutes(3)));

    Site(Path folder) {
        this.folder = folder;
    }

    private static FaultyCluster cluster(String name) {
        return FaultyCluster.start(name, 2, 1, Behaviour.healthy(Duration.ofMillis(2)));
    }

    FaultyCluster candidate() {
        return candidate;
    }

    HaproxyProcess haproxy() {
        return haproxy;
    }

    /** The candidate's parts of 10,000 that the running HAProxy uses. */
    String parts() {
        var answer = haproxy.cli("get map " + haproxy.mapFile() + " ycut");
        return answer.replaceAll("(?s).*value=\"?(\\d+).*", "$1").strip();
    }

    /** A plan with {@code steps}, one a line, by the admin socket. */
    String plan(String... steps) {
        return plan(haproxy.adminSocket(), "", steps);
    }

    String plan(Path socket, String more, String... steps) {
        var text = """
                cutover: it
                routers:
                  - haproxy:
                      socket: unix:%s
                      map: { file: %s, key: ycut }
                      baseline: be_x
                      candidate: be_y
                      watch: { ring: crossfade }
                guards:
                  - error-rate: { limit: 5%%, min-requests: 3 }
                drain: 2s
                %ssteps:
                  - %s
                """.formatted(socket, haproxy.mapFile(), more, String.join("\n  - ", steps));
        try {
            return Files.writeString(Files.createTempFile(folder, "plan", ".yaml"), text)
                    .toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        load.close();
        haproxy.close();
        candidate.close();
        baseline.close();
    }
}
