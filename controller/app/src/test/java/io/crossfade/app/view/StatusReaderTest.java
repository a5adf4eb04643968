package io.crossfade.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatusReaderTest {

    @ParameterizedTest
    @CsvSource({
        "waiting,,WAITING",
        "awaiting-gate,,AWAITING_APPROVAL",
        "holding,,HELD",
        "rolling-back,,ROLLING_BACK",
        "ended,promoted,PROMOTED",
        "ended,rolled-back-by-operator,ROLLED_BACK_BY_OPERATOR",
        "ended,held,ENDED_HELD",
        "ended,unverified,UNVERIFIED",
        "dancing,,UNKNOWN"
    })
    void statesAndEndingsHaveTheirWords(String state, String ending, Phase phase) {
        var status = new JsonObject().put("state", state).put("ending", ending);
        assertThat(StatusReader.read(status.put("ending", ending == null ? "" : ending))
                        .phase())
                .isEqualTo(phase);
    }

    /** Of an older or a newer controller. */
    @Test
    void statusWithNothingInItIsShownAsNotKnown() {
        var lines = Renderer.render(StatusReader.read(new JsonObject()), Size.USUAL, new Style(false, false))
                .lines();
        assertThat(lines.get(0)).startsWith("* UNKNOWN");
    }

    @Test
    void noColorCountsWherePresentAndNotEmpty() {
        assertThat(Style.of(Style.Colour.AUTO, Map.of()).colour()).isTrue();
        assertThat(Style.of(Style.Colour.AUTO, Map.of("NO_COLOR", "")).colour()).isTrue();
        assertThat(Style.of(Style.Colour.AUTO, Map.of("NO_COLOR", "1")).colour())
                .isFalse();
        assertThat(Style.of(Style.Colour.ALWAYS, Map.of("NO_COLOR", "1")).colour())
                .isTrue();
        assertThat(Style.of(Style.Colour.NEVER, Map.of()).colour()).isFalse();
    }

    @Test
    void localeSaysWhetherOnlyAsciiIsUnderstood() {
        assertThat(Style.of(Style.Colour.AUTO, Map.of("LANG", "en_US.UTF-8")).unicode())
                .isTrue();
        assertThat(Style.of(Style.Colour.AUTO, Map.of("LANG", "en_US.UTF-8", "LC_ALL", "C"))
                        .unicode())
                .isFalse();
        assertThat(Style.of(Style.Colour.AUTO, Map.of("LC_CTYPE", "C.utf8")).unicode())
                .isTrue();
        assertThat(Style.of(Style.Colour.AUTO, Map.of()).unicode()).isFalse();
    }
}
