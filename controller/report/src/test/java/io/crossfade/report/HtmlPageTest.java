package io.crossfade.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page that a browser opens. */
final class HtmlPageTest {

    private static final String HOSTILE =
            "</script><script>alert(1)</script><img src=x onerror=\"alert(1)\">'&<!--\u202e\u0000\u001b[2J ok";

    @Test
    void aStoryIsThePageThatIsOnRecord() throws IOException {
        compare("story.html", withoutAssets(Format.HTML.render(Stories.rolledBack("error rate 4.12% > 1%, n=1940"))));
    }

    @Test
    void aStoryIsTheTextThatIsOnRecord() throws IOException {
        compare("story.txt", Format.TEXT.render(Stories.rolledBack("error rate 4.12% > 1%, n=1940")));
    }

    @Test
    void hostileTextIsReadAndNeverObeyed() {
        var page = withoutAssets(Format.HTML.render(Stories.rolledBack(HOSTILE)));
        assertThat(page)
                .contains(
                        "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&quot;alert(1)&quot;")
                .contains("\\u003c/script\\u003e\\u003cscript\\u003ealert(1)")
                .doesNotContain("<script>alert", "<img", "onerror=\"", "<!--", "\u202e", "\u0000", "\u001b");
        assertThat(Pattern.compile("<script").matcher(page).results().count())
                .as("the data and the program, nothing else")
                .isEqualTo(2);
        assertThat(Format.TEXT.render(Stories.rolledBack(HOSTILE))).doesNotContain("\u202e", "\u0000", "\u001b");
    }

    @Test
    void theOnlyScriptAndStyleAreThoseThatThePolicyNames() {
        var page = Format.HTML.render(Stories.rolledBack("x"));
        assertThat(page)
                .contains("default-src 'none'; script-src " + Assets.hash(within(page, "<script>", "</script>"))
                        + "; style-src " + Assets.hash(within(page, "<style>", "</style>"))
                        + "; base-uri 'none'; form-action 'none'");
        assertThat(withoutAssets(page))
                .as("a style attribute or a handler would need a weaker policy")
                .doesNotContain(" style=", " onclick=", "javascript:", "unsafe");
    }

    @Test
    void nothingIsFetched() {
        assertThat(withoutAssets(Format.HTML.render(Stories.rolledBack("x"))))
                .doesNotContain(" src=", " href=", "<link", "@import", "url(", "http:", "https:");
        assertThat(Assets.STYLE).doesNotContain("@import", "url(");
        assertThat(Assets.SCRIPT).doesNotContain("fetch(", "XMLHttpRequest", "import(", "sendBeacon");
    }

    @Test
    void theTableHasAllThatIsDrawn() {
        var page = Format.HTML.render(Stories.rolledBack("x"));
        assertThat(page)
                .contains("<td>0:00:19</td><td>10%</td><td>900</td><td>1</td><td>4</td><td>21</td>"
                        + "<td>100</td><td>40</td><td>4.2</td><td>22</td>")
                .contains("aria-label=\"Failed requests; baseline: highest 0.111 %; candidate: highest 40 %\"");
    }

    private static String withoutAssets(String page) {
        return page.replace(Assets.SCRIPT, "(script)")
                .replace(Assets.STYLE, "(style)")
                .replaceAll("'sha256-[^']*'", "(hash)");
    }

    private static String within(String page, String from, String to) {
        int begin = page.indexOf(from) + from.length();
        return page.substring(begin, page.indexOf(to, begin));
    }

    private static void compare(String name, String text) throws IOException {
        var golden = Path.of("src/test/resources/io/crossfade/report").resolve(name);
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden));
    }
}
