package io.crossfade.planfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Walks the folder of plans: what the reader says is in the file beside each, and the schema agrees. Plans stand in
 * folders by who refuses them: {@code shape} reader and schema, {@code meaning} the reader alone, {@code yaml} the
 * reader before there is anything to hold against a schema.
 */
class PlanFixturesTest {

    private static final Path PLANS = Path.of("src/test/resources/plans");
    private static final Object SCHEMA = parseSchema();

    @ParameterizedTest
    @MethodSource("plans")
    void theReaderSaysWhatStandsBesideThePlan(Path plan) throws IOException {
        var expected = Files.readString(Path.of(plan.toString().replace(".yaml", ".txt")));

        var file = Readers.reader().read("plan.yaml", Files.readString(plan));

        assertThat(said(file)).isEqualTo(expected);
        assertThat(file instanceof PlanFile.Valid).isEqualTo(isIn(plan, "valid"));
        assertThat(expected).doesNotContain(Readers.CANARY);
    }

    @ParameterizedTest
    @MethodSource("plans")
    void theSchemaAgreesWithTheReader(Path plan) throws IOException {
        if (isIn(plan, "yaml")) {
            return;
        }
        var document = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(plan));
        var tree = new ObjectMapper().valueToTree(document);

        var result = new ValidatorFactory()
                .withJsonNodeFactory(new JacksonNode.Factory())
                .validate(SCHEMA, tree);

        assertThat(result.isValid())
                .as(
                        "%s: %s",
                        plan,
                        result.getErrors().stream()
                                .map(error -> error.getInstanceLocation() + " " + error.getError())
                                .toList())
                .isEqualTo(!isIn(plan, "shape"));
    }

    static List<Path> plans() throws IOException {
        try (Stream<Path> files = Files.walk(PLANS)) {
            var plans = files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
            assertThat(plans).hasSizeGreaterThan(40);
            return plans;
        }
    }

    private static String said(PlanFile file) {
        var messages =
                file instanceof PlanFile.Invalid invalid ? invalid.problems() : ((PlanFile.Valid) file).warnings();
        return messages.isEmpty() ? "" : String.join("\n\n", messages) + "\n";
    }

    private static boolean isIn(Path plan, String folder) {
        return plan.startsWith(PLANS.resolve(folder));
    }

    private static Object parseSchema() {
        try {
            return new ObjectMapper().readTree(PlanSchema.json(FakeAdapters.ALL));
        } catch (IOException noJson) {
            throw new AssertionError(noJson);
        }
    }
}
