package io.crossfade.app.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.testkit.HaproxyProcess;
import java.nio.file.Path;
import java.util.List;

/**
 * A HAProxy in front.
 *
 * @param socket the one that the controller is told
 */
record HaproxyFront(Topology topology, HaproxyProcess process, Path socket) implements Front {

    HaproxyFront(Topology topology, HaproxyProcess process) {
        this(topology, process, process.adminSocket());
    }

    @Override
    public int port() {
        return process.frontPort();
    }

    @Override
    public List<String> router() {
        return PlanText.haproxy(socket, topology.planLines(process));
    }

    @Override
    public int liveParts() {
        return topology.liveParts(process);
    }

    @Override
    public void assertParts(int parts) {
        assertThat(liveParts()).isEqualTo(parts);
        topology.keptParts(process).ifPresent(kept -> assertThat(kept).isEqualTo(parts));
    }

    @Override
    public void close() {
        process.close();
    }
}
