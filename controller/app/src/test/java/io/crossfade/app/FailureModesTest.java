package io.crossfade.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide's table of failure modes is whole and names only tests that are there. */
final class FailureModesTest {

    private static final Path ROOT = Path.of("../..");
    private static final int MODES = 60;
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\|.*$");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(?:Test|IT|Contract))(?:\\.(\\w+))?`");

    @Test
    void everyModeHasATestOrSaysWhyNot() throws IOException {
        var rows = ROW.matcher(guide()).results().toList();
        assertThat(rows)
                .extracting(row -> Integer.parseInt(row.group(1)))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, MODES).boxed().toList());
        for (var row : rows) {
            assertThat(TEST.matcher(row.group()).find()
                            || row.group().contains("does not apply")
                            || row.group().contains("**not covered**"))
                    .as(row.group())
                    .isTrue();
        }
    }

    @Test
    void everyTestThatIsNamedIsThere() throws IOException {
        var sources = sources();
        var named = TEST.matcher(guide()).results().toList();
        assertThat(named).hasSizeGreaterThan(MODES);
        for (var name : named) {
            var texts = sources.getOrDefault(name.group(1) + ".java", List.of());
            var method = name.group(2) == null ? "class " + name.group(1) : "void " + name.group(2) + "(";
            assertThat(texts).as(name.group()).anyMatch(text -> text.contains(method));
        }
    }

    private static String guide() throws IOException {
        return Files.readString(ROOT.resolve("controller/README.md"));
    }

    /** The texts of all Java files that may be tests, by the file's name: two modules may use one name. */
    private static Map<String, List<String>> sources() throws IOException {
        var texts = new LinkedHashMap<String, List<String>>();
        try (var files = Files.walk(ROOT)) {
            files.filter(file ->
                            file.toString().endsWith(".java") && file.toString().contains("/src/"))
                    .forEach(file -> texts.merge(
                            file.getFileName().toString(),
                            List.of(text(file)),
                            (one, other) ->
                                    Stream.concat(one.stream(), other.stream()).toList()));
        }
        return texts;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
