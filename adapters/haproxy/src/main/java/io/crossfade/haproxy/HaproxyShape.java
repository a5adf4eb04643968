package io.crossfade.haproxy;

import io.crossfade.core.config.Field;
import io.crossfade.core.config.Node;
import io.crossfade.core.config.Problem;
import io.crossfade.core.config.Problems;
import io.crossfade.core.config.Shape;
import io.crossfade.core.config.Shapes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How an HAProxy is named in a plan. */
final class HaproxyShape implements Shape<HaproxySpec> {

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
    private static final Field<MapEntry> MAP = Field.required(
            "map",
            Shapes.object(List.of(FILE, KEY), values -> new MapEntry(values.get(FILE), values.get(KEY))),
            "the map value that chooses the backend of a request");
    private static final Field<String> BASELINE = Field.required("baseline", NAME, "the backend now serving");
    private static final Field<String> CANDIDATE =
            Field.required("candidate", NAME, "the backend that is being introduced");
    private static final Field<String> WATCH = Field.required(
            "watch", Shapes.object(List.of(RING), values -> values.get(RING)), "where requests are told");
    private static final Field<Sticky> STICKY = Field.withDefault(
            "sticky", Shapes.choice(Sticky.class), Sticky.REFUSE, "whether cookie persistence is accepted");

    private static final Shape<HaproxySpec> SPEC = Shapes.object(
            List.of(SOCKET, MAP, BASELINE, CANDIDATE, WATCH, STICKY),
            values -> new HaproxySpec(
                    values.get(SOCKET),
                    values.get(MAP).file(),
                    values.get(MAP).key(),
                    values.get(BASELINE),
                    values.get(CANDIDATE),
                    values.get(WATCH),
                    values.get(STICKY) == Sticky.ACCEPT));

    @Override
    public Optional<HaproxySpec> read(Node node, String path, Problems problems) {
        var backend = node instanceof Node.Fields mapping ? mapping.entry("backend") : Optional.<Node.Entry>empty();
        if (backend.isPresent()) {
            // The keys of the other topology would otherwise be a heap of faults that say nothing.
            problems.add(Problem.at(backend.get().value(), path, "server weights: not supported yet", "map"));
            return Optional.empty();
        }
        return SPEC.read(node, path, problems);
    }

    @Override
    public Map<String, Object> schema() {
        return SPEC.schema();
    }
}
