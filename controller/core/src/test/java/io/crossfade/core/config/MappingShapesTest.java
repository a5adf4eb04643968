package io.crossfade.core.config;

import static io.crossfade.core.config.Reading.faults;
import static io.crossfade.core.config.Reading.fields;
import static io.crossfade.core.config.Reading.items;
import static io.crossfade.core.config.Reading.scalar;
import static io.crossfade.core.config.Reading.secret;
import static io.crossfade.core.config.Reading.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class MappingShapesTest {

    private static final Field<String> HOST = Field.required("host", Shapes.name(), "where to connect");
    private static final Field<Integer> PORT =
            Field.withDefault("port", Shapes.integer(1, 65535), 9999, "the port there");
    private static final Field<Boolean> TLS = Field.optional("tls", Shapes.bool(), "whether to encrypt");

    private static final Shape<String> ADDRESS = Shapes.object(List.of(HOST, PORT, TLS), MappingShapesTest::address);

    private static String address(Values values) {
        if (values.get(HOST).equals("nowhere")) {
            throw new IllegalArgumentException("host: " + values.get(HOST) + " (expected: a place)");
        }
        if (values.get(HOST).equals("odd")) {
            throw new IllegalArgumentException("odd hosts are not for us");
        }
        if (values.get(PORT) == 80 && values.find(TLS).orElse(false)) {
            values.problem(TLS, "TLS on port 80", "another port");
        }
        return values.get(HOST) + ":" + values.get(PORT);
    }

    @Test
    void readsFieldsAndTheirDefaults() {
        assertThat(value(ADDRESS, fields("host", scalar("x1")))).isEqualTo("x1:9999");
        assertThat(value(ADDRESS, fields("port", scalar("80"), "host", scalar("x1"))))
                .isEqualTo("x1:80");
    }

    @Test
    void tellsAllFaultsAtOnce() {
        assertThat(faults(ADDRESS, fields("port", scalar("0"), "tls", scalar("yes"), "user", scalar("me"))))
                .containsExactlyInAnyOrder(
                        "key.user: unknown key (expected: one of: host, port, tls)",
                        "key.host: required key is missing (expected: where to connect)",
                        "key.port: 0 (expected: a whole number from 1 to 65535)",
                        "key.tls: yes (did you mean \"true\"?) (expected: true or false)");
    }

    @Test
    void tellsOfAMisspelledKeyOnce() {
        assertThat(faults(ADDRESS, fields("hots", scalar("x1"))))
                .containsExactly("key.hots: unknown key (did you mean \"host\"?) (expected: one of: host, port, tls)");
    }

    @Test
    void placesTheRefusalOfAValueAtItsField() {
        assertThat(faults(ADDRESS, fields("host", scalar("nowhere"))))
                .containsExactly("key.host: nowhere (expected: a place)");
        assertThat(faults(ADDRESS, fields("host", scalar("odd")))).containsExactly("key: odd hosts are not for us");
    }

    @Test
    void placesAFaultOfSeveralFieldsAtTheOneNamed() {
        assertThat(faults(ADDRESS, fields("host", scalar("x1"), "port", scalar("80"), "tls", scalar("true"))))
                .containsExactly("key.tls: TLS on port 80 (expected: another port)");
    }

    @Test
    void hidesSecretsThatAFactoryRepeats() {
        assertThat(faults(ADDRESS, fields("host", secret("nowhere"))))
                .containsExactly("key.host: *** (expected: a place)");
        Shape<String> loud = Shapes.mapped(ADDRESS, address -> {
            throw new IllegalArgumentException("cannot reach " + address);
        });
        assertThat(faults(loud, fields("host", secret("hush")))).containsExactly("key: cannot reach ***:9999");
    }

    @Test
    void choosesAShapeByTheOnlyKey() {
        var kinds = new LinkedHashMap<String, Shape<String>>();
        kinds.put("ring", Shapes.name());
        kinds.put("address", ADDRESS);
        Shape<String> shape = Shapes.tagged(kinds);

        assertThat(value(shape, fields("ring", scalar("r")))).isEqualTo("r");
        assertThat(value(shape, fields("address", fields("host", scalar("x1")))))
                .isEqualTo("x1:9999");
        assertThat(faults(shape, fields("rung", scalar("r"))))
                .containsExactly("key.rung: unknown key (did you mean \"ring\"?) (expected: one of: address, ring)");
        assertThat(faults(shape, fields("ring", scalar("r"), "address", scalar("x"))))
                .containsExactly("key: 2 keys (expected: a mapping with exactly one key of: address, ring)");
        assertThat(faults(shape, scalar("ring")).get(0)).startsWith("key: ring (expected: a mapping");
    }

    @Test
    void readsEitherOfTwoForms() {
        Shape<String> shape = Shapes.either(node -> node instanceof Node.Fields, ADDRESS, Shapes.name());

        assertThat(value(shape, scalar("x1"))).isEqualTo("x1");
        assertThat(value(shape, fields("host", scalar("x1")))).isEqualTo("x1:9999");
    }

    @Test
    void asksForExactlyOneOfSomeKeys() {
        var shape = Shapes.exactlyOne(ADDRESS, "port", "tls");

        assertThat(value(shape, fields("host", scalar("x1"), "port", scalar("1"))))
                .isEqualTo("x1:1");
        assertThat(faults(shape, fields("host", scalar("x1"))))
                .containsExactly("key: none of port, tls (expected: exactly one of: port, tls)");
        assertThat(faults(shape, fields("host", scalar("!"), "port", scalar("1"), "tls", scalar("true"))))
                .hasSize(2)
                .contains("key.tls: stands beside port (expected: exactly one of: port, tls)");
    }

    @Test
    void boundsAList() {
        var shape = Shapes.list(Shapes.integer(0, 9), 1, 3);

        assertThat(value(shape, items(scalar("1"), scalar("2")))).containsExactly(1, 2);
        assertThat(faults(shape, items())).containsExactly("key: 0 entries (expected: 1 to 3 entries)");
        assertThat(faults(shape, items(scalar("a"), scalar("1"), scalar("b"))))
                .hasSize(2)
                .allMatch(fault -> fault.startsWith("key[0]: a ") || fault.startsWith("key[2]: b "));
    }

    @Test
    void boundsTheFaultsThatAreKept() {
        var problems = new Problems();
        for (int i = 0; i < Problems.MOST + 5; i++) {
            Shapes.bool().read(scalar("maybe"), "key", problems);
        }

        assertThat(problems.all()).hasSize(Problems.MOST);
        assertThat(problems.dropped()).isEqualTo(5);
    }

    @Test
    void describesFieldsInTheSchema() {
        var schema = Shapes.exactlyOne(ADDRESS, "port", "tls").schema();

        assertThat(schema.keySet()).containsExactly("type", "properties", "additionalProperties", "required", "oneOf");
        assertThat(schema).containsEntry("additionalProperties", false).containsEntry("required", List.of("host"));
        assertThat(schema.get("properties"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsOnlyKeys("host", "port", "tls");
    }

    @Test
    void refusesTwoFieldsOfOneName() {
        assertThatThrownBy(() -> Shapes.object(List.of(HOST, HOST), values -> ""))
                .hasMessage("fields: host twice (expected: names that differ)");
    }
}
