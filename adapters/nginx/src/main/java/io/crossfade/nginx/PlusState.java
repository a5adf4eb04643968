package io.crossfade.nginx;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an NGINX Plus says of itself and of one upstream group.
 *
 * @param incarnation which life of NGINX this is; a reload changes it
 * @param version such as {@code 1.27.4 nginx-plus-r34}
 * @param servers all servers of the group, in NGINX's order
 */
record PlusState(String incarnation, String version, List<PlusServer> servers) {

    PlusState {
        servers = List.copyOf(servers);
    }

    /** The process that answers is one of several workers; the master and its count of reloads tell one life from another. */
    static String incarnation(JsonObject nginx) {
        return JsonValues.number(nginx, "ppid") + "@" + JsonValues.number(nginx, "generation") + "@"
                + JsonValues.text(nginx, "load_timestamp");
    }

    static String version(JsonObject nginx) {
        return JsonValues.text(nginx, "version") + " " + JsonValues.text(nginx, "build");
    }

    /**
     * The servers as their configuration tells, each with the state that {@code group} gives it.
     *
     * @throws IllegalArgumentException where one of them is not understood or is not in both
     */
    static List<PlusServer> servers(JsonArray configured, JsonObject group) {
        Map<Long, JsonObject> peers = new LinkedHashMap<>();
        for (var peer : JsonValues.objects(JsonValues.list(group, "peers"))) {
            peers.put(JsonValues.number(peer, "id"), peer);
        }
        var servers = new ArrayList<PlusServer>();
        for (var server : JsonValues.objects(configured)) {
            var peer = peers.get(JsonValues.number(server, "id"));
            // A name that NGINX resolves stands here beside the addresses that it has, and takes no requests itself.
            if (peer != null) {
                servers.add(server(server, peer));
            }
        }
        return servers;
    }

    private static PlusServer server(JsonObject server, JsonObject peer) {
        var address = JsonValues.text(server, "server");
        if (!JsonValues.text(peer, "server").equals(address)) {
            throw new IllegalArgumentException(
                    "server: " + address + " is another one among the peers (expected: the same; NGINX is changing)");
        }
        boolean draining = server.getValue("drain", false).equals(true);
        return new PlusServer(
                Math.toIntExact(JsonValues.number(server, "id")),
                address,
                Math.toIntExact(JsonValues.number(server, "weight")),
                JsonValues.flag(server, "down"),
                JsonValues.flag(server, "backup"),
                !JsonValues.text(server, "slow_start").matches("0(?:s|ms)?"),
                draining ? "draining" : JsonValues.text(peer, "state"),
                JsonValues.number(peer, "active"));
    }

    /**
     * The servers of these addresses, in that order.
     *
     * @throws IllegalArgumentException where one is not there, or more than once
     */
    List<PlusServer> named(List<String> addresses) {
        return addresses.stream().map(this::named).toList();
    }

    private PlusServer named(String address) {
        var found = servers.stream()
                .filter(server -> server.address().equals(address))
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException("server: " + address + " is " + found.size()
                    + " times in the group (expected: once; there are "
                    + servers.stream()
                            .map(PlusServer::address)
                            .limit(PlusSpec.MOST_SERVERS)
                            .toList() + ")");
        }
        return found.get(0);
    }
}
