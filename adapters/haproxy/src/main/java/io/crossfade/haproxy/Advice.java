package io.crossfade.haproxy;

import io.crossfade.core.spi.Initializer.Request;
import io.crossfade.core.spi.Initializer.Todo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The lines that haproxy.cfg still needs, and where they go. */
final class Advice {

    /** The name of the ring, the map and the key where there is none yet. */
    static final String RING = "crossfade";

    static final String KEY = "ycut";

    private static final String MAP_FILE = "split.map";
    private static final Pattern SECTION = Pattern.compile("^(frontend|listen)\\s+(\\S+).*");
    private static final Pattern OTHER_SECTION = Pattern.compile("^[a-z].*");
    private static final Pattern BACKEND = Pattern.compile("^\\s*(default|use)_backend\\s+(\\S+).*");

    private final Request request;
    private final Inventory seen;

    Advice(Request request, Inventory seen) {
        this.request = request;
        this.seen = seen;
    }

    /** The ring that requests are told in, or are to be. */
    String ring() {
        return seen.rings().contains(RING) || seen.rings().size() != 1
                ? RING
                : seen.rings().get(0);
    }

    /** Where the map is to be: beside the configuration. */
    String mapFile() {
        var folder = Path.of(request.configFile()).getParent();
        return folder == null
                ? "/etc/haproxy/" + MAP_FILE
                : folder.resolve(MAP_FILE).toString();
    }

    /** What a split by {@code map} still needs; nothing where the map and the ring are there. */
    List<Todo> forMap(String baseline, String candidate, Optional<Inventory.SplitMap> map) {
        var lines = new ArrayList<>(logLines());
        if (map.isEmpty()) {
            lines.add("http-request set-var(txn.ycut) str(" + KEY + "),map(" + mapFile() + ",0)");
            lines.add("http-request set-var(txn.d) rand(10000),sub(txn.ycut)");
            lines.add("use_backend " + candidate + " if { var(txn.d) -m int lt 0 }");
        }
        var todo = new ArrayList<Todo>();
        if (map.isEmpty()) {
            todo.add(new Todo(
                    "at a shell, as the user who will run crossfade, before the reload:",
                    List.of("echo '" + KEY + " 0' > " + mapFile())));
        }
        todo.addAll(ringSection());
        if (!lines.isEmpty()) {
            var after = map.isEmpty() ? ", which must end with `default_backend " + baseline + "`" : "";
            todo.add(new Todo(
                    "in " + frontend(baseline) + ", before its `use_backend` and `default_backend` lines" + after + ":",
                    lines));
        }
        return todo;
    }

    /** What a split by weights of {@code backend} still needs. */
    List<Todo> forWeights(String backend) {
        var todo = new ArrayList<>(ringSection());
        if (!logLines().isEmpty()) {
            todo.add(new Todo("in " + frontend(backend) + ":", logLines()));
        }
        return todo;
    }

    private List<Todo> ringSection() {
        return seen.rings().contains(ring())
                ? List.of()
                : List.of(new Todo(
                        "a new section before `defaults`:",
                        List.of("ring " + ring(), "    format rfc5424", "    maxlen 4096", "    size 1048576")));
    }

    private List<String> logLines() {
        return seen.rings().contains(ring()) ? List.of() : List.of("log ring@" + ring() + " local0", "option httplog");
    }

    /** The frontend that leads to {@code backend}, with its line where the configuration could be read. */
    private String frontend(String backend) {
        var leading = new ArrayList<String>();
        sections().forEach((head, backends) -> {
            if (backends.contains(backend)) {
                leading.add(head);
            }
        });
        if (leading.isEmpty()) {
            seen.frontends().forEach(name -> leading.add("`frontend " + name + "`"));
        }
        return switch (leading.size()) {
            case 0 -> "the frontend that leads to " + backend;
            case 1 -> leading.get(0);
            default -> "each frontend that leads to " + backend + " (" + String.join(", ", leading) + ")";
        };
    }

    /** The backends that each frontend names, by the frontend as it is to be told of. */
    private Map<String, List<String>> sections() {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        int number = 0;
        for (var line : request.config().lines().toList()) {
            number++;
            var head = SECTION.matcher(line);
            var backend = BACKEND.matcher(line);
            if (head.matches()) {
                current = new ArrayList<>();
                sections.put("`" + head.group(1) + " " + head.group(2) + "` (line " + number + ")", current);
            } else if (OTHER_SECTION.matcher(line).matches()) {
                current = new ArrayList<>();
            } else if (backend.matches()) {
                current.add(backend.group(2));
            }
        }
        return sections;
    }
}
