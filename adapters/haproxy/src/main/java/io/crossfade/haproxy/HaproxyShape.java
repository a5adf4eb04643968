package io.crossfade.haproxy;

import io.crossfade.core.config.Field;
import io.crossfade.core.config.Node;
import io.crossfade.core.config.Problems;
import io.crossfade.core.config.Shape;
import io.crossfade.core.config.Shapes;
import io.crossfade.core.config.Values;
import io.crossfade.core.plan.RouterSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How an HAProxy is named in a plan. */
final class HaproxyShape implements Shape<RouterSpec> {

    private enum Sticky {
        REFUSE,
        ACCEPT
    }

    private record MapEntry(String file, String key) {}

    private static final Shape<String> NAME =
            Shapes.text(HaproxySpec.NAME, "a name of 1 to 128 letters, digits, dots, underscores, colons and hyphens");

    private static final Field<String> FILE = Field.required(
            "file",
            Shapes.text(Endpoint.PATH, "an absolute path without white space"),
            "the map's file, as haproxy.cfg names it");
    private static final Field<String> KEY = Field.required("key", NAME, "the map's key that holds the share");
    private static final Field<String> RING = Field.required("ring", NAME, "the ring that requests are logged to");

    private static final Field<String> SOCKET = Field.required(
            "socket",
            Shapes.text(Endpoint.PATTERN, "unix:/absolute/path or tcp://host:port"),
            "HAProxy's runtime socket (stats socket)");
    private static final Field<String> BACKEND = Field.optional(
            "backend", NAME, "the one backend with the servers of both clusters, split by their weights");
    private static final Field<MapEntry> MAP = Field.optional(
            "map",
            Shapes.object(List.of(FILE, KEY), values -> new MapEntry(values.get(FILE), values.get(KEY))),
            "the map value that chooses the backend of a request");
    private static final Shape<List<String>> NAMES = Shapes.either(
            node -> node instanceof Node.Items,
            Shapes.list(NAME, 1, HaproxyWeightsSpec.MOST_SERVERS),
            Shapes.mapped(NAME, List::of));
    private static final Field<List<String>> BASELINE =
            Field.required("baseline", NAMES, "the cluster now serving: servers of the backend, or with map a backend");
    private static final Field<List<String>> CANDIDATE = Field.required(
            "candidate", NAMES, "the cluster that is being introduced: servers of the backend, or with map a backend");
    private static final Field<String> WATCH = Field.required(
            "watch", Shapes.object(List.of(RING), values -> values.get(RING)), "where requests are told");
    private static final Field<Sticky> STICKY = Field.withDefault(
            "sticky",
            Shapes.choice(Sticky.class),
            Sticky.REFUSE,
            "whether persistence of clients on their servers is accepted");

    private static final Shape<Optional<RouterSpec>> SPEC = Shapes.exactlyOne(
            Shapes.object(
                    List.of(SOCKET, BACKEND, MAP, BASELINE, CANDIDATE, WATCH, STICKY),
                    values -> values.find(BACKEND)
                            .<RouterSpec>map(backend -> weights(backend, values))
                            .or(() -> values.find(MAP).map(map -> map(map, values)))),
            BACKEND.name(),
            MAP.name());

    @Override
    public Optional<RouterSpec> read(Node node, String path, Problems problems) {
        return SPEC.read(node, path, problems).flatMap(spec -> spec);
    }

    /** With {@code map} the clusters are two backends, each of one name. */
    @Override
    public Map<String, Object> schema() {
        var names = new LinkedHashMap<String, Object>();
        for (var field : List.of(BASELINE, CANDIDATE)) {
            names.put(field.name(), NAME.schema());
        }
        var byWeights = new LinkedHashMap<String, Object>();
        byWeights.put("required", List.of(BACKEND.name()));
        var byMap = new LinkedHashMap<String, Object>();
        byMap.put("required", List.of(MAP.name()));
        byMap.put("properties", names);
        var schema = new LinkedHashMap<>(SPEC.schema());
        schema.put("oneOf", List.of(byWeights, byMap));
        return schema;
    }

    private static RouterSpec weights(String backend, Values values) {
        return new HaproxyWeightsSpec(
                values.get(SOCKET),
                backend,
                values.get(BASELINE),
                values.get(CANDIDATE),
                values.get(WATCH),
                values.get(STICKY) == Sticky.ACCEPT);
    }

    private static RouterSpec map(MapEntry map, Values values) {
        return new HaproxySpec(
                values.get(SOCKET),
                map.file(),
                map.key(),
                one(BASELINE, values),
                one(CANDIDATE, values),
                values.get(WATCH),
                values.get(STICKY) == Sticky.ACCEPT);
    }

    private static String one(Field<List<String>> field, Values values) {
        var names = values.get(field);
        if (names.size() > 1) {
            values.problem(
                    field,
                    "a list of " + names.size() + " names",
                    "the name of one backend, as `map` splits by backend");
        }
        return names.get(0);
    }
}
