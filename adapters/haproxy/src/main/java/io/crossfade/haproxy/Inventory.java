package io.crossfade.haproxy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a running HAProxy consists of, as far as a plan is concerned.
 *
 * @param process who answered
 * @param level the runtime socket's level
 * @param frontends of mode http, by name
 * @param backends those that have servers, in the configuration's order
 * @param rings in-memory rings, without HAProxy's own
 * @param mapFiles maps of one entry that come from a file with a plain path
 * @param tables the names of stick tables
 */
record Inventory(
        ProcessInfo process,
        String level,
        List<String> frontends,
        List<Backend> backends,
        List<String> rings,
        List<String> mapFiles,
        List<String> tables) {

    /** The questions that {@link #of} takes the answers of. */
    static final List<String> QUESTIONS =
            List.of("show cli level", "show info", "show events", "show map", "show table", "show stat -1 7 -1");

    /** More maps than these are not looked into. */
    private static final int MOST_MAPS = 32;

    private static final Pattern RING = Pattern.compile("^\\s*(\\S+)\\s*: type=buffer.*");
    private static final Pattern MAP = Pattern.compile("^\\d+ \\((" + Endpoint.PATH + ")\\) .*");
    private static final Pattern TABLE = Pattern.compile("^# table: ([^,]+),.*");
    private static final String OWN_RING = "buf0";

    /**
     * A backend.
     *
     * @param algorithm of {@code balance}
     * @param cookie the name of its persistence cookie; empty without one
     * @param requests so far
     */
    record Backend(String name, String mode, String algorithm, String cookie, long requests, List<Server> servers) {

        List<String> names() {
            return servers.stream().map(Server::name).toList();
        }
    }

    /** A server. */
    record Server(String name, long weight, boolean backup) {}

    /**
     * A map of one entry that could be a split.
     *
     * @param parts its value
     */
    record SplitMap(String file, String key, int parts) {

        private static final Pattern ENTRY = Pattern.compile("^0x\\S+ (" + HaproxySpec.NAME + ") (\\d{1,5})$");
        private static final int WHOLE = 10_000;

        /** The answer to {@code show map} of a file; empty where it is no split. */
        static Optional<SplitMap> of(String file, String answer) {
            var entry = ENTRY.matcher(answer.strip());
            return entry.matches() && Integer.parseInt(entry.group(2)) <= WHOLE
                    ? Optional.of(new SplitMap(file, entry.group(1), Integer.parseInt(entry.group(2))))
                    : Optional.empty();
        }
    }

    /**
     * The answers to {@link #QUESTIONS}.
     *
     * @throws IllegalArgumentException where one is not understood
     */
    static Inventory of(List<String> answers) {
        var frontends = new ArrayList<String>();
        return new Inventory(
                ProcessInfo.parse(answers.get(1)),
                answers.get(0).strip(),
                frontends,
                backends(answers.get(5), frontends),
                found(RING, answers.get(2)).stream()
                        .filter(ring -> !ring.equals(OWN_RING))
                        .toList(),
                mapFiles(answers.get(3)),
                found(TABLE, answers.get(4)));
    }

    Optional<Backend> backend(String name) {
        return backends.stream().filter(backend -> backend.name().equals(name)).findFirst();
    }

    private static List<String> mapFiles(String answer) {
        var single = new ArrayList<String>();
        answer.lines()
                .filter(line -> !line.contains("entry_cnt=") || line.endsWith("entry_cnt=1"))
                .forEach(line -> {
                    var map = MAP.matcher(line);
                    if (map.matches() && single.size() < MOST_MAPS) {
                        single.add(map.group(1));
                    }
                });
        return single;
    }

    private static List<String> found(Pattern pattern, String answer) {
        return answer.lines()
                .map(pattern::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1))
                .toList();
    }

    private static List<Backend> backends(String answer, List<String> frontends) {
        var table = StatTable.of(answer);
        Map<String, List<Server>> servers = new LinkedHashMap<>();
        var found = new ArrayList<Backend>();
        while (table.next()) {
            var name = table.text("pxname");
            switch (table.text("type")) {
                case "0" -> {
                    if (table.text("mode").equals("http")) {
                        frontends.add(name);
                    }
                }
                case "1" ->
                    found.add(new Backend(
                            name,
                            table.text("mode"),
                            table.text("algo"),
                            table.text("cookie"),
                            table.number("stot"),
                            servers.getOrDefault(name, List.of())));
                case "2" ->
                    servers.computeIfAbsent(name, first -> new ArrayList<>())
                            .add(new Server(table.text("svname"), table.number("weight"), table.number("bck") > 0));
                default -> {}
            }
        }
        // A row of the backend itself may come before those of its servers.
        return found.stream()
                .map(backend -> new Backend(
                        backend.name(),
                        backend.mode(),
                        backend.algorithm(),
                        backend.cookie(),
                        backend.requests(),
                        List.copyOf(servers.getOrDefault(backend.name(), List.of()))))
                .filter(backend -> !backend.servers().isEmpty())
                .toList();
    }
}
