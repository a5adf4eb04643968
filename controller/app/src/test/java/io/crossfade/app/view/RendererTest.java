package io.crossfade.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Frames are compared with golden files, exactly. Where a frame was changed on purpose, {@code -Dgolden.rewrite=true}
 * writes them anew; commit what you understand. The escape character stands there as {@code ␛}.
 */
final class RendererTest {

    private static final Path GOLDEN = Path.of("src/test/resources/io/crossfade/app/view");
    private static final Style PLAIN = new Style(false, true);
    private static final Style COLOUR = new Style(true, true);
    private static final Style ASCII = new Style(false, false);

    private static Stream<Arguments> frames() {
        return Stream.of(Scene.values())
                .flatMap(scene -> Stream.of(
                        Arguments.of(scene, new Size(80, 24), PLAIN, "80"),
                        Arguments.of(scene, new Size(80, 24), COLOUR, "80-colour"),
                        Arguments.of(scene, new Size(80, 24), ASCII, "80-ascii"),
                        Arguments.of(scene, new Size(120, 30), PLAIN, "120"),
                        Arguments.of(scene, new Size(120, 30), COLOUR, "120-colour"),
                        Arguments.of(scene, new Size(60, 20), PLAIN, "60")));
    }

    @ParameterizedTest(name = "{0} {3}")
    @MethodSource("frames")
    void framesAreAsTheGoldenFilesHaveThem(Scene scene, Size size, Style style, String name) throws IOException {
        var file = GOLDEN.resolve(scene.fileName() + "-" + name + ".txt");
        var frame = String.join("\n", Renderer.render(scene.view(), size, style).lines())
                        .replace('\u001b', '␛') + "\n";
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.writeString(file, frame);
        }
        assertThat(frame).isEqualTo(Files.readString(file));
    }

    @ParameterizedTest
    @EnumSource
    void noFrameIsLargerThanItsTerminal(Scene scene) {
        for (int columns = Size.FEWEST_COLUMNS; columns <= 130; columns += 7) {
            for (int rows = Size.FEWEST_ROWS; rows <= 40; rows += 3) {
                var frame = Renderer.render(scene.view(), new Size(columns, rows), COLOUR);
                assertThat(frame.lines()).hasSizeLessThanOrEqualTo(rows);
                for (var line : frame.lines()) {
                    assertThat(Cells.width(line.replaceAll("\u001b\\[[0-9;]*m", "")))
                            .isLessThanOrEqualTo(columns);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void coloursAddNothingButColours(Scene scene) {
        var size = new Size(80, 24);
        var coloured = Renderer.render(scene.view(), size, COLOUR).lines().stream()
                .map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "").stripTrailing())
                .toList();
        assertThat(coloured)
                .isEqualTo(Renderer.render(scene.view(), size, PLAIN).lines());
    }

    @ParameterizedTest
    @EnumSource
    void asciiFramesAreAsciiOnly(Scene scene) {
        assertThat(Renderer.render(scene.view(), Size.USUAL, ASCII).lines())
                .allMatch(line -> line.chars().allMatch(point -> point >= ' ' && point <= '~'));
    }

    @Test
    void textFromOutsideCannotSteerTheTerminal() {
        var scene = Scene.BAKING.view().with("\u001b[2Jfake\r\nline \u202egnirts\u0007", "");
        for (var style : List.of(PLAIN, COLOUR, ASCII)) {
            var last = Renderer.render(scene, Size.USUAL, style).lines();
            assertThat(last.get(last.size() - 1))
                    .contains(" [2Jfake  line  gnirts")
                    .doesNotContain("\u001b[2J");
        }
    }

    @Test
    void troubledNodesAreShownWhereNotAllFit() {
        var lines = Renderer.render(Scene.BAKING.ofNodes(64), Size.USUAL, PLAIN).lines();
        assertThat(lines).hasSizeLessThanOrEqualTo(24);
        assertThat(lines).anyMatch(line -> line.contains("✗ lb-64"));
        assertThat(lines).anyMatch(line -> line.endsWith("more nodes"));
        assertThat(lines).anyMatch(line -> line.contains("reads back 10%"));
    }

    @Test
    void wideCharactersTakeTwoColumns() {
        assertThat(Cells.width("日本")).isEqualTo(4);
        assertThat(Cells.fit("日本語", 5, "…")).isEqualTo("日本…");
    }

    @Test
    void bakeThatIsOverSaysWhatItWaitsForAndUntilWhen() {
        var view = new View(
                "c",
                Phase.BAKING,
                "",
                1,
                1,
                Duration.ZERO,
                Optional.of(Duration.ofMinutes(11)),
                Optional.of(new View.Schedule(Duration.ofMinutes(10), Duration.ofMinutes(30), Optional.empty())),
                Optional.empty(),
                List.of(),
                new View.Traffic(0, 0, 0),
                List.of(),
                List.of(),
                List.of(),
                "",
                "");
        assertThat(Renderer.render(view, Size.USUAL, PLAIN).lines())
                .contains("  next: promoted once every guard passes; held in 19m otherwise");
    }

    @Test
    void guideShowsAFrameAsItIs() throws IOException {
        assertThat(Files.readString(Path.of("README.md"))).contains(Files.readString(GOLDEN.resolve("baking-80.txt")));
    }
}
