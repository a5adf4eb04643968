package io.crossfade.planfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that are not meant to be plans. What can be shown of them in a file stands among the fixtures. */
@Timeout(60)
class HostileTextTest {

    @Test
    void refusesAHugeFileUnread() {
        assertThat(Readers.faults("#".repeat(PlanText.MOST_BYTES + 1))).contains("the file is too large", "1 MiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{", "- ", "a: [", "? ", "&a ", "*a ", "!t ", "'", "\"", "%", "|\n ", "a: b\n"})
    void survivesAMebibyteOfAnything(String part) {
        assertThat(Readers.faults(part.repeat(PlanText.MOST_BYTES / part.length())))
                .startsWith("error: ");
    }

    @Test
    void refusesAliasesThatMakeASmallFileLarge() {
        var text = "a: &a [" + "x, ".repeat(5000) + "x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n";

        assertThat(Readers.faults(text)).contains("too many values", "aliases written out");
    }

    @Test
    void refusesANulWhereItIs() {
        assertThat(Readers.faults("cutover: kong\nrouters: \0\n"))
                .contains("error: NUL character\n --> plan.yaml:2:10\n")
                .contains("expected text without control characters");
    }

    @Test
    void refusesAByteOrderMark() {
        assertThat(Readers.faults("\uFEFFcutover: kong\n")).contains("byte order mark", "plan.yaml:1:1");
    }

    @Test
    void refusesAnEscapeThatWouldReachTheTerminal() {
        assertThat(Readers.faults("cutover: \u001b[31m\n"))
                .contains("character U+001B")
                .doesNotContain("\u001b");
        assertThat(Readers.faults("cutover: \"\\e[31m\"\n")).doesNotContain("\u001b");
    }

    @Test
    void refusesWhatIsNotUtf8() {
        var bytes = "cutover: k\u00f6ng\n".getBytes(StandardCharsets.ISO_8859_1);
        var reader = new PlanReader(FakeAdapters.ALL, name -> Optional.empty(), (path, most) -> bytes);

        var file = reader.read(Path.of("plan.yaml"));

        assertThat(((PlanFile.Invalid) file).problems())
                .singleElement()
                .asString()
                .contains("not UTF-8");
    }

    @Test
    void refusesReferencesWithoutEnd() {
        var text = "cutover: \"" + "${ENV:HAPROXY}".repeat(References.MOST + 1) + "\"\n";

        assertThat(Readers.faults(text)).contains("one reference too many");
        assertThat(Readers.faults("cutover: \"${ENV:HAPROXY\"\n")).contains("refers to nothing");
    }

    @Test
    void neverThrowsWhateverStandsInThePlan() {
        var random = new SplittableRandom(4711);
        var alphabet = "ab:-{}[]&*!|>'\"#%@`,? \n\t\\$0159";
        var plan = Readers.planWith("guards: [error-rate: { limit: 1% }]\nsteps: [{ candidate: 100%, bake: 5m }]\n");
        for (int i = 0; i < 5000; i++) {
            var text = new StringBuilder(plan);
            for (int edit = 0; edit <= random.nextInt(4); edit++) {
                text.setCharAt(random.nextInt(text.length()), alphabet.charAt(random.nextInt(alphabet.length())));
            }
            var file = Readers.reader().read("plan.yaml", text.toString());
            var messages = file instanceof PlanFile.Invalid invalid ? invalid.problems() : List.of("valid");
            assertThat(messages).as(text.toString()).isNotEmpty();
        }
    }
}
