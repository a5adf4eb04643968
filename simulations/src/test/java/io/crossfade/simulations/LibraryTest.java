package io.crossfade.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.simulations.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every scenario of the library with the reference plan, told word for word. Where a change of the product changes a
 * story on purpose, {@code -Dcrossfade.golden=write} writes the stories anew; they are then to be read, not just kept.
 */
class LibraryTest {

    private static final Path STORIES = Path.of("src/test/resources/io/crossfade/simulations/stories");
    private static final boolean WRITE = "write".equals(System.getProperty("crossfade.golden"));
    private static final long SEED = 1;

    static List<String> names() {
        return Library.all().stream().map(Scenario::name).toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachEndsAsExpectedAndTellsItsStory(String name) throws IOException {
        var scenario = Library.find(name).orElseThrow();
        var outcome = Simulation.run(Reference.plan(), scenario, SEED);
        var story = String.join("\n", outcome.transcript()) + "\n";
        var file = STORIES.resolve(name + ".txt");
        if (WRITE) {
            Files.createDirectories(STORIES);
            Files.writeString(file, story);
        }

        assertThat(outcome.ending()).as(story).isEqualTo(scenario.expected().orElseThrow());
        assertThat(story)
                .satisfies(told ->
                        scenario.says().forEach(words -> assertThat(told).contains(words)));
        assertThat(story).isEqualTo(Files.readString(file));
    }

    @Test
    void theLibraryIsAllThatIsInItsFolder() throws IOException {
        var names = new ArrayList<String>();
        try (var files = Files.list(Path.of("src/main/resources/io/crossfade/simulations/library"))) {
            files.forEach(file -> names.add(file.getFileName().toString().replace(".yaml", "")));
        }

        assertThat(Library.all()).extracting(Scenario::name).containsExactlyInAnyOrderElementsOf(names);
        assertThat(names).hasSizeGreaterThanOrEqualTo(25);
    }

    @Test
    void everyStoryBelongsToAScenario() throws IOException {
        try (var files = Files.list(STORIES)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".txt", "")))
                    .allMatch(name -> Library.find(name).isPresent());
        }
    }
}
