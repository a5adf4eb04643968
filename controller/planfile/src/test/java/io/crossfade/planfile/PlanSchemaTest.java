package io.crossfade.planfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PlanSchemaTest {

    @Test
    void describesThePlanFromTheReadersOwnDeclaration() throws IOException {
        var schema = new ObjectMapper().readTree(PlanSchema.json(FakeAdapters.ALL));

        assertThat(schema.at("/$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(schema.at("/required").toString()).isEqualTo("[\"cutover\",\"routers\",\"guards\"]");
        assertThat(schema.at("/additionalProperties").asBoolean(true)).isFalse();
        assertThat(schema.at("/properties/routers/items/properties").fieldNames())
                .toIterable()
                .containsExactly("haproxy", "nginx");
        assertThat(schema.at("/properties/drain/description").asText()).isNotEmpty();
    }

    @Test
    void isTheSameEachTime() {
        assertThat(PlanSchema.json(FakeAdapters.ALL)).isEqualTo(PlanSchema.json(FakeAdapters.ALL));
    }

    @Test
    void escapesWhatJsonAsksFor() {
        assertThat(JsonText.of("a\"b\\c\n")).isEqualTo("\"a\\\"b\\\\c\\u000a\"\n");
    }
}
