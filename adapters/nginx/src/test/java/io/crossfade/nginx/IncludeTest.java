package io.crossfade.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossfade.core.plan.Share;
import io.crossfade.testkit.NginxConfig;
import io.crossfade.testkit.Ports;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IncludeTest {

    private static final int ROUNDS = 20_000;
    private static final String HOSTILE = "abkxyz019_.-:;{}$\"'\\#%*~/ \n\r\t\0é";
    private static final List<String> KEYS =
            List.of("request_id", "remote_addr", "cookie_session", "http_x_user", "arg_id");

    @Test
    void theSplitOfAStableKeyIsWrittenInOneLine() {
        assertThat(new Include(17, new Share(1000), "kong_x", "kong_y", "request_id").text())
                .isEqualTo("""
                        # crossfade generation=17 share=1000/10000 baseline=kong_x candidate=kong_y key=request_id
                        map "" $crossfade_generation { default 17; }
                        split_clients "${request_id}" $crossfade_target { 10.00% kong_y; * kong_x; }
                        """);
    }

    @Test
    void anEmptyKeyFallsBackToTheRequest() {
        assertThat(new Include(1, new Share(1), "kong_x", "kong_y", "cookie_session").text())
                .contains("map $cookie_session $crossfade_key { \"\" $request_id; default $cookie_session; }\n")
                .contains("split_clients \"${crossfade_key}\" $crossfade_target { 0.01% kong_y; * kong_x; }\n");
    }

    @Test
    void bothEndsHaveAFormOfTheirOwn() {
        assertThat(new Include(1, Share.NONE, "kong_x", "kong_y", "request_id").text())
                .contains("{ * kong_x; }");
        assertThat(new Include(1, Share.ALL, "kong_x", "kong_y", "request_id").text())
                .contains("{ * kong_y; }");
    }

    @Test
    void everyShareReadsBackAsItself() {
        for (int parts = 0; parts <= Share.WHOLE; parts++) {
            var include = new Include(parts, new Share(parts), "kong_x", "kong_y", "remote_addr");
            assertThat(Include.parse(include.text())).isEqualTo(include);
        }
    }

    /** Whatever is put in comes back as it was, or is refused before it is written. */
    @Test
    void randomNamesAreRefusedOrReadBackAsTheyWere() {
        var random = new Random(20261120);
        int accepted = 0;
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var names = List.of(
                    word(random), word(random), random.nextBoolean() ? KEYS.get(random.nextInt(5)) : word(random));
            Include include;
            try {
                include = new Include(
                        random.nextLong(1_000_000),
                        new Share(random.nextInt(10_001)),
                        names.get(0),
                        names.get(1),
                        names.get(2));
            } catch (IllegalArgumentException refusal) {
                refused++;
                continue;
            }
            accepted++;
            assertThat(Include.parse(include.text())).isEqualTo(include);
            assertThat(include.text())
                    .matches("[\\x20-\\x7e\\n]*")
                    .hasLineCount(names.get(2).equals("request_id") ? 3 : 4);
        }
        assertThat(accepted).isGreaterThan(1000);
        assertThat(refused).isGreaterThan(1000);
    }

    /** A text that differs anywhere is not ours, or it is the text of another value. */
    @Test
    void aTextThatIsChangedAnywhereIsNeverReadAsWhatItWas() {
        var random = new Random(7);
        var include = new Include(17, new Share(1000), "kong_x", "kong_y", "cookie_session");
        var text = include.text();
        int stillOurs = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var changed = new StringBuilder(text);
            int at = random.nextInt(text.length());
            char other = HOSTILE.charAt(random.nextInt(HOSTILE.length()));
            switch (random.nextInt(3)) {
                case 0 -> changed.setCharAt(at, other);
                case 1 -> changed.insert(at, other);
                default -> changed.deleteCharAt(at);
            }
            if (changed.toString().equals(text)) {
                continue;
            }
            try {
                assertThat(Include.parse(changed.toString()).text()).isEqualTo(changed.toString());
                stillOurs++;
            } catch (IllegalArgumentException refusal) {
                assertThat(refusal).hasMessageMatching("(?s)line [0-9]+ is not .*|share: .*|.*expected.*");
            }
        }
        // No single change is made in every place at once that a value stands in.
        assertThat(stillOurs).isZero();
    }

    @Test
    void whatIsNotPrintedCannotBeRead() {
        for (var text : List.of("", "\n", "# crossfade", "upstream x { server 1.2.3.4; }\n")) {
            assertThatThrownBy(() -> Include.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theFileOfAnEarlierCutoverSaysWhatItGivesTheClustersOfThis() {
        var spec = NginxSpecTest.spec("kong_y", "kong_z", "request_id");
        var promoted = new Include(9, Share.ALL, "kong_x", "kong_y", "cookie_a");
        assertThat(promoted.misfit(spec)).isEmpty();
        assertThat(promoted.partsOf("kong_z")).isZero();
        var midway = new Include(9, new Share(500), "kong_x", "kong_y", "request_id");
        assertThat(midway.misfit(spec))
                .hasValueSatisfying(why -> assertThat(why).contains("kong_x and kong_y"));
        var otherKey = new Include(9, new Share(500), "kong_y", "kong_z", "cookie_a");
        assertThat(otherKey.misfit(spec))
                .hasValueSatisfying(why -> assertThat(why).contains("cookie_a"));
    }

    /** A few dozen through NGINX itself: it takes every one, and reads in it what was meant. */
    @Test
    void nginxAcceptsAndReadsWhatWasMeant() {
        var random = new Random(3);
        var ports = Ports.free(2);
        try (var nginx =
                NginxConfig.of(ports.subList(0, 1), ports.subList(1, 2)).start()) {
            var spec = NginxRig.spec(nginx, false, NginxRig.DEADLINE);
            for (int round = 0; round < 40; round++) {
                var include = new Include(
                        random.nextLong(1L << 50),
                        new Share(round < 4 ? List.of(0, 1, 9_999, 10_000).get(round) : random.nextInt(10_001)),
                        name(random),
                        name(random),
                        KEYS.get(round % KEYS.size()));
                nginx.include(include.text());
                var dump = Dump.take(spec);
                assertThat(dump.why()).as(include.text()).isEmpty();
                assertMeans(dump.configuration().orElseThrow(), include);
            }
        }
    }

    /** By the directives that NGINX printed, not by the text. */
    private static void assertMeans(Configuration configuration, Include include) {
        var split = configuration.all("split_clients");
        assertThat(split).hasSize(1);
        assertThat(split.get(0).arguments()).hasSize(2).last().isEqualTo("$crossfade_target");
        int candidate = 0;
        int left = Share.WHOLE;
        for (var branch : split.get(0).children()) {
            assertThat(branch.arguments()).hasSize(1);
            int parts = branch.name().equals("*")
                    ? left
                    : Integer.parseInt(branch.name().replace(".", "").replace("%", ""));
            left -= parts;
            if (branch.arguments().get(0).equals(include.candidate())) {
                candidate += parts;
            } else {
                assertThat(branch.arguments().get(0)).isEqualTo(include.baseline());
            }
        }
        assertThat(left).isZero();
        assertThat(candidate).isEqualTo(include.share().parts());
        var marker = configuration.all("map").get(0);
        assertThat(marker.children().get(0).arguments()).containsExactly(Long.toString(include.generation()));
    }

    /** Names that differ, since both sides of a split do. */
    private static String name(Random random) {
        var letters = "abcxyz019_.-";
        var name = new StringBuilder("u" + random.nextInt(1 << 20));
        for (int length = random.nextInt(12); length > 0; length--) {
            name.append(letters.charAt(random.nextInt(letters.length())));
        }
        return name.toString();
    }

    private static String word(Random random) {
        var word = new StringBuilder();
        boolean hostile = random.nextBoolean();
        var letters = hostile ? HOSTILE : "abkxyz019_.-";
        for (int length = random.nextInt(8); length >= 0; length--) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }
}
