package io.crossfade.haproxy;

import io.crossfade.core.weights.WeightModel.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code show servers state} and {@code show stat} say together of one backend: the configured weights are only in
 * the first, the state in words and the requests in flight only in the second.
 *
 * @param servers in HAProxy's order
 * @param mode {@code http} or {@code tcp}
 * @param algorithm empty at level user
 * @param cookie the name of the persistence cookie; empty without one and at level user
 */
record WeightedBackend(List<ServerState> servers, String mode, String algorithm, String cookie) {

    private static final int TYPE_BACKEND = 1;
    private static final int TYPE_SERVER = 2;
    private static final String HEADER = "# ";

    /** The weights of one server. */
    private record Set(int weight, int configured) {}

    WeightedBackend {
        servers = List.copyOf(servers);
    }

    /**
     * Reads the two answers.
     *
     * @throws IllegalArgumentException where one is not understood, such as {@code Can't find backend.}
     */
    static WeightedBackend parse(String stateAnswer, String statAnswer) {
        var weights = weights(stateAnswer);
        var servers = new ArrayList<ServerState>();
        var table = StatTable.of(statAnswer);
        var mode = "";
        var algorithm = "";
        var cookie = "";
        while (table.next()) {
            long type = table.number("type");
            if (type == TYPE_SERVER) {
                servers.add(server(table, weights));
            } else if (type == TYPE_BACKEND) {
                mode = table.text("mode");
                algorithm = table.text("algo");
                cookie = table.text("cookie");
            }
        }
        return new WeightedBackend(servers, mode, algorithm, cookie);
    }

    Optional<ServerState> find(String name) {
        return servers.stream().filter(server -> server.name().equals(name)).findFirst();
    }

    /**
     * The servers of that name, in that order.
     *
     * @throws IllegalArgumentException where one is not there
     */
    List<ServerState> named(List<String> names) {
        return names.stream()
                .map(name -> find(name)
                        .orElseThrow(() -> new AbsentException("server: " + name + " (expected: one of the backend)")))
                .toList();
    }

    private static ServerState server(StatTable row, Map<String, Set> weights) {
        var name = row.text("svname");
        var set = weights.get(name);
        if (set == null) {
            throw new IllegalArgumentException("server: " + name + " (expected: also in show servers state)");
        }
        return new ServerState(
                name,
                set.weight(),
                set.configured(),
                percent(row),
                row.number("bck") > 0,
                !row.text("agent_status").isEmpty(),
                row.number("scur"),
                row.text("status"));
    }

    private static int percent(StatTable row) {
        var status = row.text("status");
        if (!status.startsWith("UP") && !status.equals("no check")) {
            return 0;
        }
        var throttle = row.text("throttle");
        return throttle.isEmpty() ? Member.FULL : (int) Math.max(1, Math.min(Member.FULL, row.number("throttle")));
    }

    private static Map<String, Set> weights(String answer) {
        var lines = answer.lines().toList();
        if (lines.size() < 2 || !lines.get(1).startsWith(HEADER)) {
            var first = answer.lines().findFirst().orElse("nothing");
            var message = "show servers state: " + first + " (expected: a table)";
            throw first.startsWith("Can't find backend")
                    ? new AbsentException(message)
                    : new IllegalArgumentException(message);
        }
        var names = Arrays.asList(lines.get(1).substring(HEADER.length()).split(" ", -1));
        int name = column(names, "srv_name");
        int weight = column(names, "srv_uweight");
        int configured = column(names, "srv_iweight");
        var weights = new LinkedHashMap<String, Set>();
        for (var line : lines.subList(2, lines.size())) {
            var cells = line.split(" ", -1);
            if (cells.length <= Math.max(name, Math.max(weight, configured))) {
                throw new IllegalArgumentException("show servers state: " + line + " (expected: a server)");
            }
            weights.put(cells[name], new Set(Integer.parseInt(cells[weight]), Integer.parseInt(cells[configured])));
        }
        return weights;
    }

    private static int column(List<String> names, String name) {
        int column = names.indexOf(name);
        if (column < 0) {
            throw new IllegalArgumentException("show servers state: no column " + name);
        }
        return column;
    }
}
