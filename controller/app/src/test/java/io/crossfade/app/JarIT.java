package io.crossfade.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The runnable jar holds all that it needs, and keeps secrets. */
@Timeout(120)
final class JarIT {

    @TempDir
    private Path folder;

    @Test
    void jarKnowsItsVersionAndItsAdapters() {
        var version = Jar.run(folder, "version");
        assertThat(version.exit()).as(version::toString).isZero();
        assertThat(version.out()).containsPattern("crossfade \\d").contains("adapter haproxy");
        assertThat(version.err()).isEmpty();
    }

    @Test
    void unknownKeyIsThreeWithASuggestion() throws Exception {
        var plan = Files.writeString(folder.resolve("plan.yaml"), "cutover: x\nruoters: []\n");
        var lint = Jar.run(folder, "lint", plan.toString());
        assertThat(lint.exit()).as(lint::toString).isEqualTo(3);
        assertThat(lint.err()).contains("plan.yaml:2:1", "did you mean \"routers\"?");
    }

    @Test
    void substitutedValueIsInNoOutput() throws Exception {
        var secret = Files.writeString(folder.resolve("secret"), "canary-5ecret");
        var plan = Files.writeString(folder.resolve("plan.yaml"), """
                cutover: x
                routers:
                  - haproxy: { socket: "${FILE:%s}", backend: 7 }
                guards: [ { error-rate: { limit: "${FILE:%s}" } } ]
                steps: [ { candidate: 100%%, bake: 5m } ]
                """.formatted(secret, secret));
        var lint = Jar.run(folder, "lint", plan.toString());
        assertThat(lint.exit()).as(lint::toString).isEqualTo(3);
        assertThat(lint.toString()).doesNotContain("canary-5ecret");
    }
}
