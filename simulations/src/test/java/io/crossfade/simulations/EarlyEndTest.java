package io.crossfade.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.machine.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Scenarios of the library with a plan whose steps may end early, told word for word; written anew like those of the
 * reference plan.
 */
class EarlyEndTest {

    private static final Path FOLDER = Path.of("src/test/resources/io/crossfade/simulations");
    private static final boolean WRITE = "write".equals(System.getProperty("crossfade.golden"));

    @Test
    void aGoodCandidateIsCertifiedAtEachStepAndPromotedEarly() throws IOException {
        assertThat(story("healthy"))
                .containsSubsequence(
                        "certified after 30s: the candidate's error rate is at most the baseline's + 5 pp",
                        "certified after 30s: the candidate's error rate is at most the baseline's + 1 pp",
                        "certified after 30s: the candidate's error rate is at most the baseline's + 0.5 pp",
                        "every guard passes after 3m",
                        "promoted");
    }

    @Test
    void aCandidateThatPassesAndNoMoreIsNotCertifiedAndWaitsForItsWholeBake() throws IOException {
        assertThat(story("a-little-worse"))
                .containsSubsequence("reads back 50%", "every guard passes after 5m", "reads back 100%", "promoted");
    }

    private static String story(String name) throws IOException {
        var outcome = Simulation.run(
                Reference.plan(Files.readString(FOLDER.resolve("early.yaml"))),
                Library.find(name).orElseThrow(),
                1);
        assertThat(outcome.ending()).isEqualTo(Ending.PROMOTED);
        var story = String.join("\n", outcome.transcript()) + "\n";
        var file = FOLDER.resolve("early").resolve(name + ".txt");
        if (WRITE) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, story);
        }
        assertThat(story).isEqualTo(Files.readString(file));
        return story;
    }
}
