package io.crossfade.core.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairingTest {

    @ParameterizedTest
    @CsvSource({
        "be_x, be_y",
        "kong-blue, kong-green",
        "old, new",
        "api.v1, api.v2",
        "kong28, kong34",
        "api, api-green",
        "api, api_v2",
        "shop_stable, shop_canary"
    })
    void oldAndNewAreToldByTheirNamesInWhateverOrder(String baseline, String candidate) {
        for (var names : List.of(List.of(baseline, candidate), List.of(candidate, baseline, "stats"))) {
            assertThat(Pairing.among(names)).hasValueSatisfying(pair -> {
                assertThat(pair.baseline()).isEqualTo(baseline);
                assertThat(pair.candidate()).isEqualTo(candidate);
                assertThat(pair.why()).startsWith("guessed from the names");
            });
        }
    }

    @Test
    void whatIsNotCertainIsNotGuessed() {
        assertThat(Pairing.among(List.of("api", "web"))).isEmpty();
        assertThat(Pairing.among(List.of("be_x", "be_y", "web_x", "web_y"))).isEmpty();
        assertThat(Pairing.among(List.of("v1", "v2", "v3"))).isEmpty();
        assertThat(Pairing.among(List.of("api_x_1", "api_y_2"))).isEmpty();
        assertThat(Pairing.among(List.of("api"))).isEmpty();
    }
}
