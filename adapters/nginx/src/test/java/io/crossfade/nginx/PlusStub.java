package io.crossfade.nginx;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.crossfade.core.plan.AchievedShare;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The API of an NGINX Plus, version 9, as its documentation tells: written by hand from that and from nothing else. A
 * {@code PATCH} changes what a {@code GET} answers. One upstream {@code kong} with the servers x1, x2 … (weight 1) and
 * y1, y2 … (weight 1, down).
 */
final class PlusStub implements ResponseDefinitionTransformerV2, AutoCloseable {

    /** A server of the group. */
    static final class Server {
        final String address;
        volatile int id;
        volatile int weight = 1;
        volatile boolean down;
        volatile boolean drain;
        volatile boolean backup;
        volatile String state = "up";
        volatile String slowStart = "0s";
        volatile int active;

        Server(int id, String address, boolean down) {
            this.id = id;
            this.address = address;
            this.down = down;
        }

        private String configured() {
            return String.format(
                    Locale.ROOT,
                    "{\"id\":%d,\"server\":\"%s\",\"weight\":%d,\"max_conns\":0,\"max_fails\":1,\"fail_timeout\":\"10s\","
                            + "\"slow_start\":\"%s\",\"route\":\"\",\"backup\":%b,\"down\":%b%s}",
                    id,
                    address,
                    weight,
                    slowStart,
                    backup,
                    down,
                    drain ? ",\"drain\":true" : "");
        }

        private String peer() {
            return String.format(
                    Locale.ROOT,
                    "{\"id\":%d,\"server\":\"%s\",\"name\":\"%s\",\"backup\":%b,\"weight\":%d,\"state\":\"%s\","
                            + "\"active\":%d,\"requests\":0,\"responses\":{\"5xx\":0,\"total\":0},\"fails\":0,"
                            + "\"unavail\":0}",
                    id,
                    address,
                    address,
                    backup,
                    weight,
                    down ? "down" : state,
                    active);
        }

        private int counting() {
            return down || !state.equals("up") ? 0 : weight;
        }
    }

    private final WireMockServer wire;
    private final Map<String, Server> servers = new LinkedHashMap<>();
    private final List<AchievedShare> shares = new ArrayList<>();
    private final List<String> patched = new ArrayList<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile Function<Request, Optional<ResponseDefinitionBuilder>> trouble = request -> Optional.empty();
    private int generation = 3;
    private boolean write = true;

    PlusStub(int baseline, int candidate) {
        for (int number = 1; number <= baseline; number++) {
            servers.put("x" + number, new Server(servers.size(), "10.0.0." + number + ":8000", false));
        }
        for (int number = 1; number <= candidate; number++) {
            servers.put("y" + number, new Server(servers.size(), "10.0.1." + number + ":8000", true));
        }
        wire = new WireMockServer(
                options().bindAddress("127.0.0.1").dynamicPort().extensions(this));
        wire.start();
        wire.stubFor(any(anyUrl()).willReturn(aResponse()));
    }

    String api() {
        return "http://127.0.0.1:" + wire.port() + "/api/9";
    }

    PlusSpec spec() {
        return new PlusSpec(
                api(), "kong", addresses("x"), addresses("y"), new NginxSpec.Watch.Log("/var/log/nginx/crossfade.log"));
    }

    private synchronized List<String> addresses(String cluster) {
        return servers.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(cluster))
                .map(entry -> entry.getValue().address)
                .toList();
    }

    synchronized Server server(String name) {
        return Objects.requireNonNull(servers.get(name), name);
    }

    synchronized void add(String name, String address) {
        servers.put(name, new Server(servers.size(), address, false));
    }

    synchronized void remove(String name) {
        servers.remove(name);
    }

    /** The share by the servers' own numbers. */
    synchronized AchievedShare share() {
        long y = counting("y");
        long all = counting("x") + y;
        return all == 0 ? AchievedShare.NONE : new AchievedShare(y, all);
    }

    /** The share after each change, in their order. A state in which no server takes requests fails the change. */
    synchronized List<AchievedShare> shares() {
        return List.copyOf(shares);
    }

    /** What was asked to be changed, in its order, as {@code x1 {"down":false}}. */
    synchronized List<String> patched() {
        return List.copyOf(patched);
    }

    synchronized void forget() {
        shares.clear();
        patched.clear();
    }

    synchronized String everything() {
        return servers.values().stream().map(Server::configured).collect(Collectors.joining("\n"));
    }

    /** A reload: every server has another number then. */
    synchronized void reload() {
        generation++;
        servers.values().forEach(server -> server.id += 7);
    }

    synchronized void readOnly() {
        write = false;
    }

    /** Answers what {@code other} gives for a request, without doing what was asked. */
    void disturb(Function<Request, Optional<ResponseDefinitionBuilder>> other) {
        trouble = other;
    }

    void hang() {
        gate = new CountDownLatch(1);
    }

    void release() {
        gate.countDown();
    }

    void cutOff() {
        wire.stop();
    }

    static ResponseDefinitionBuilder error(int status, String code, String text) {
        return aResponse()
                .withStatus(status)
                .withBody(
                        "{\"error\":{\"status\":" + status + ",\"text\":\"" + text + "\",\"code\":\"" + code
                                + "\"},\"request_id\":\"57d8c6b1\",\"href\":\"https://nginx.org/en/docs/http/ngx_http_api_module.html\"}");
    }

    @Override
    public String getName() {
        return "nginx-plus";
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        try {
            if (!gate.await(30, TimeUnit.SECONDS)) {
                return aResponse().withStatus(504).build();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var request = event.getRequest();
        return trouble.apply(request).orElseGet(() -> answer(request)).build();
    }

    private synchronized ResponseDefinitionBuilder answer(Request request) {
        var url = request.getUrl();
        if (!url.startsWith("/api/9/")) {
            return error(404, "UnknownVersion", "unknown version");
        }
        var path = url.substring("/api/9".length());
        if (path.equals("/nginx")) {
            return json("{\"version\":\"1.27.4\",\"build\":\"nginx-plus-r34\",\"address\":\"127.0.0.1\",\"generation\":"
                    + generation + ",\"load_timestamp\":\"2026-11-20T10:00:0" + generation
                    + ".000Z\",\"timestamp\":\"2026-11-20T10:30:00.000Z\",\"pid\":" + (100 + patched.size() % 2)
                    + ",\"ppid\":99}");
        }
        var group = "/http/upstreams/kong/";
        if (!path.startsWith(group)) {
            return error(404, "UpstreamNotFound", "upstream not found");
        }
        var rest = path.substring(group.length());
        if (rest.isEmpty()) {
            return json(
                    "{\"peers\":[" + servers.values().stream().map(Server::peer).collect(Collectors.joining(","))
                            + "],\"keepalive\":0,\"zombies\":0,\"zone\":\"kong\"}");
        }
        if (rest.equals("servers/")) {
            return json("[" + servers.values().stream().map(Server::configured).collect(Collectors.joining(",")) + "]");
        }
        if (!rest.matches("servers/[0-9]+")) {
            return error(400, "UpstreamBadServerId", "invalid server id");
        }
        return request.getMethod().getName().equals("PATCH")
                ? patch(Integer.parseInt(rest.substring("servers/".length())), request.getBodyAsString())
                : error(405, "MethodDisabled", "method disabled");
    }

    private ResponseDefinitionBuilder patch(int id, String body) {
        if (!write) {
            return error(405, "MethodDisabled", "method disabled");
        }
        var found = servers.entrySet().stream()
                .filter(entry -> entry.getValue().id == id)
                .findFirst();
        if (found.isEmpty()) {
            return error(404, "UpstreamServerNotFound", "server with ID \\\"" + id + "\\\" does not exist");
        }
        var server = found.get().getValue();
        var change = new JsonObject(body);
        for (var name : change.fieldNames()) {
            if (!List.of("weight", "down").contains(name)) {
                return error(400, "UpstreamConfFormatError", "unknown parameter \\\"" + name + "\\\"");
            }
        }
        if (change.getInteger("weight", 1) < 1) {
            return error(400, "UpstreamBadWeight", "invalid \\\"weight\\\"");
        }
        server.weight = change.getInteger("weight", server.weight);
        server.down = change.getBoolean("down", server.down);
        patched.add(found.get().getKey() + " " + body);
        if (counting("x") + counting("y") == 0) {
            return aResponse().withStatus(500).withBody("no server takes requests");
        }
        shares.add(share());
        return json(server.configured());
    }

    private long counting(String cluster) {
        return servers.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(cluster))
                .mapToLong(entry -> entry.getValue().counting())
                .sum();
    }

    private static ResponseDefinitionBuilder json(String text) {
        return aResponse().withHeader("Content-Type", "application/json").withBody(text);
    }

    @Override
    public void close() {
        release();
        wire.stop();
    }
}
