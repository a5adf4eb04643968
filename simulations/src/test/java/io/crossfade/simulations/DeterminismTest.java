package io.crossfade.simulations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The same plan, scenario and seed tell the same story: in two runs, on two JDKs. */
class DeterminismTest {

    private static final Path JDKS = Path.of("/usr/lib/jvm");

    @Test
    void twoRunsTellTheSameStoryAndAnotherSeedAnother() {
        assertThat(Fingerprints.all(3)).isEqualTo(Fingerprints.all(3)).isNotEqualTo(Fingerprints.all(4));
    }

    @Test
    void anotherJdkTellsTheSameStory() throws IOException, InterruptedException {
        var java = anotherJava();
        assumeThat(java).as("another JDK under %s", JDKS).isPresent();
        var classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var process = new ProcessBuilder(
                        java.orElseThrow().toString(), "-cp", classes, Fingerprints.class.getName(), "3")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> told;
        try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
            told = reader.lines().toList();
        }

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(told).isNotEmpty().isEqualTo(Fingerprints.all(3));
    }

    /** A Java of another version than this one. */
    private static Optional<Path> anotherJava() throws IOException {
        if (!Files.isDirectory(JDKS)) {
            return Optional.empty();
        }
        var own = Path.of(System.getProperty("java.home")).toRealPath();
        try (var folders = Files.list(JDKS)) {
            return folders.sorted()
                    .map(folder -> folder.resolve("bin/java"))
                    .filter(Files::isExecutable)
                    .filter(java -> !isWithin(java, own))
                    .findFirst();
        }
    }

    private static boolean isWithin(Path java, Path home) {
        try {
            return java.toRealPath().startsWith(home);
        } catch (IOException gone) {
            return true;
        }
    }
}
