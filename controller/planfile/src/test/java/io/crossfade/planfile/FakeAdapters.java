package io.crossfade.planfile;

import io.crossfade.core.config.Field;
import io.crossfade.core.config.Node;
import io.crossfade.core.config.Shape;
import io.crossfade.core.config.Shapes;
import io.crossfade.core.config.Values;
import io.crossfade.core.plan.RouterSpec;
import io.crossfade.core.plan.Split;
import io.crossfade.core.port.SignalSource;
import io.crossfade.core.port.TrafficRouter;
import io.crossfade.core.spi.AdapterProvider;
import io.crossfade.core.spi.Host;
import java.util.LinkedHashMap;
import java.util.List;

/** Adapters with the keys of real ones, which reach nothing. */
final class FakeAdapters {

    static final List<AdapterProvider> ALL = List.of(haproxy(), nginx());

    private static final String PATH = "/[^\\s]{0,200}";

    private FakeAdapters() {}

    private static AdapterProvider haproxy() {
        Shape<String> socket = Shapes.text("unix:/[^\\s]{1,100}|tcp://[^\\s:]{1,100}:[0-9]{1,5}", "unix: or tcp://");
        var where = Field.required("socket", socket, "the admin socket");
        var backend = Field.optional("backend", Shapes.name(), "the backend of both clusters");
        var file = Field.required("file", Shapes.text(PATH, "a path"), "the map's file");
        var key = Field.required("key", Shapes.name(), "the map's key");
        Shape<String> mapShape = Shapes.object(List.of(file, key), values -> values.get(file));
        var map = Field.optional("map", mapShape, "the map that splits");
        var fields = List.of(where, backend, map, group("baseline"), group("candidate"), watch("ring", Shapes.name()));
        return adapter(
                "haproxy",
                Shapes.exactlyOne(
                        Shapes.object(fields, values -> new FakeSpec("haproxy", identity(where, values))),
                        "backend",
                        "map"));
    }

    private static String identity(Field<String> where, Values values) {
        var socket = values.get(where);
        if (socket.endsWith(":0")) {
            throw new IllegalArgumentException("socket: " + socket + " (expected: a port above 0)");
        }
        return socket;
    }

    private static AdapterProvider nginx() {
        var include = Field.required("include", Shapes.text(PATH, "a path"), "the file that is written");
        var command = Shapes.list(Shapes.text("[^\\s]{1,100}", "a word"), 1, 20);
        var fields = List.of(
                include,
                Field.required("baseline", Shapes.name(), "the group now serving"),
                Field.required("candidate", Shapes.name(), "the group being introduced"),
                Field.required("key", Shapes.name(), "what requests are split by"),
                Field.required("test", command, "the command that tests"),
                Field.required("reload", command, "the command that reloads"),
                watch("log", Shapes.text(PATH, "a path")));
        return adapter("nginx", Shapes.object(fields, values -> new FakeSpec("nginx", values.get(include))));
    }

    private static Field<List<String>> group(String name) {
        Shape<List<String>> one = Shapes.mapped(Shapes.name(), List::of);
        Shape<List<String>> group =
                Shapes.either(node -> node instanceof Node.Items, Shapes.list(Shapes.name(), 1, 100), one);
        return Field.required(name, group, "the servers of the " + name);
    }

    private static Field<String> watch(String kind, Shape<String> shape) {
        var kinds = new LinkedHashMap<String, Shape<String>>();
        kinds.put(kind, shape);
        return Field.required("watch", Shapes.tagged(kinds), "where requests are seen");
    }

    private static AdapterProvider adapter(String name, Shape<FakeSpec> shape) {
        return new AdapterProvider() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Shape<? extends RouterSpec> shape() {
                return shape;
            }

            @Override
            public TrafficRouter router(RouterSpec spec, Host host) {
                throw new UnsupportedOperationException("a plan file reaches no load balancer");
            }

            @Override
            public SignalSource source(RouterSpec spec, int node, Host host) {
                throw new UnsupportedOperationException("a plan file reaches no load balancer");
            }
        };
    }

    record FakeSpec(String adapter, String identity) implements RouterSpec {
        @Override
        public String label() {
            return adapter;
        }

        @Override
        public List<String> preview(Split split) {
            return List.of(split.toString());
        }

        @Override
        public List<String> manual(Split split) {
            return List.of(split.toString());
        }
    }
}
