package io.crossfade.testkit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The configuration of a {@link HaproxyProcess}: two clusters behind one front port, split by a map value
 * ({@link #map}: backends {@code be_x} and {@code be_y}) or by server weights ({@link #weights}: one backend
 * {@code kong}). Servers are named {@code x1, x2, …} and {@code y1, y2, …}. All traffic begins on the baseline.
 *
 * <p>Beside the admin socket there are {@code operator.sock} and {@code user.sock} of those levels, and the ring
 * {@value #RING} of 1 MB with one line for each request.
 */
public final class HaproxyConfig {

    /** The ring that every request is told in. */
    public static final String RING = "crossfade";

    /** The one backend of {@link #weights}. */
    public static final String BACKEND = "kong";

    /** The map key of {@link #map}. */
    public static final String MAP_KEY = "ycut";

    private final boolean map;
    private final List<Integer> baseline;
    private final List<Integer> candidate;
    private final List<String> global = new ArrayList<>();
    private final List<String> defaults = new ArrayList<>();
    private final List<String> frontend = new ArrayList<>();
    private final List<String> backend = new ArrayList<>();
    private boolean masterWorker = true;
    private int threads = 1;
    private int maxconn = 2000;
    private int candidateParts;
    private int baselineWeight = 100;
    private int candidateWeight;
    private String balance = "roundrobin";
    private String serverOptions = "";
    private String httpReuse = "safe";
    private Duration serverTimeout = Duration.ofSeconds(5);
    private Duration statsTimeout = Duration.ofHours(1);
    private int adminPort;

    private HaproxyConfig(boolean map, List<Integer> baseline, List<Integer> candidate) {
        this.map = map;
        this.baseline = List.copyOf(baseline);
        this.candidate = List.copyOf(candidate);
        defaults.add("retries 2");
    }

    /** Two backends behind one map value; the servers listen on these loopback ports. */
    public static HaproxyConfig map(List<Integer> baselinePorts, List<Integer> candidatePorts) {
        return new HaproxyConfig(true, baselinePorts, candidatePorts);
    }

    /** One backend with both clusters' servers, split by weights; the servers listen on these loopback ports. */
    public static HaproxyConfig weights(List<Integer> baselinePorts, List<Integer> candidatePorts) {
        return new HaproxyConfig(false, baselinePorts, candidatePorts);
    }

    /** Runs one process instead of master and worker: it can not reload. */
    public HaproxyConfig withoutMaster() {
        masterWorker = false;
        return this;
    }

    /** {@code nbthread}; 1 where nothing is said. */
    public HaproxyConfig threads(int count) {
        threads = count;
        return this;
    }

    /** The process-wide {@code maxconn}; 2000 where nothing is said. */
    public HaproxyConfig maxconn(int most) {
        maxconn = most;
        return this;
    }

    /** The map file's value at the start, in parts of 10,000; 0 where nothing is said. */
    public HaproxyConfig candidateParts(int parts) {
        candidateParts = parts;
        return this;
    }

    /** The configured weight of every server of each cluster; 100 and 0 where nothing is said. */
    public HaproxyConfig weightsOf(int baselineEach, int candidateEach) {
        baselineWeight = baselineEach;
        candidateWeight = candidateEach;
        return this;
    }

    /** The balancing algorithm; roundrobin where nothing is said. */
    public HaproxyConfig balance(String algorithm) {
        balance = algorithm;
        return this;
    }

    /** {@code retries}; 2 where nothing is said. */
    public HaproxyConfig retries(int most) {
        return defaultsLine("retries " + most);
    }

    /** {@code option redispatch}: a failed connection is tried on another server. */
    public HaproxyConfig redispatch() {
        return defaultsLine("option redispatch 1");
    }

    /** Health checks of all servers this often: two failures take a server down, one success brings it up. */
    public HaproxyConfig checks(Duration every) {
        serverOptions += " check inter " + every.toMillis() + "ms fall 2 rise 1";
        return this;
    }

    /** More words at the end of every server line. */
    public HaproxyConfig serverOptions(String words) {
        serverOptions += " " + words;
        return this;
    }

    /** {@code timeout server}; 5 s where nothing is said. */
    public HaproxyConfig serverTimeout(Duration limit) {
        serverTimeout = limit;
        return this;
    }

    /** {@code stats timeout}, which on 2.6 also ends an idle event stream; 1 h where nothing is said. */
    public HaproxyConfig statsTimeout(Duration limit) {
        statsTimeout = limit;
        return this;
    }

    /** {@code http-reuse}: never, safe, aggressive or always; safe where nothing is said. */
    public HaproxyConfig httpReuse(String mode) {
        httpReuse = mode;
        return this;
    }

    /** Opens the Runtime API on a loopback TCP port too, with level admin. */
    public HaproxyConfig adminPort(int port) {
        adminPort = port;
        return this;
    }

    /** One more line of the global section. */
    public HaproxyConfig globalLine(String line) {
        global.add(line);
        return this;
    }

    /** One more line of the defaults section, after the others, so that it wins. */
    public HaproxyConfig defaultsLine(String line) {
        defaults.add(line);
        return this;
    }

    /** One more line of the frontend, before its choice of a backend. */
    public HaproxyConfig frontendLine(String line) {
        frontend.add(line);
        return this;
    }

    /** One more line of every backend, before its servers. */
    public HaproxyConfig backendLine(String line) {
        backend.add(line);
        return this;
    }

    /** Starts HAProxy with this configuration. */
    public HaproxyProcess start() {
        return HaproxyProcess.start(this);
    }

    boolean hasMaster() {
        return masterWorker;
    }

    String mapText() {
        return MAP_KEY + " " + candidateParts + "\n";
    }

    String text(Path directory, int frontPort) {
        var lines = new ArrayList<String>();
        globalSection(lines, directory);
        lines.addAll(List.of("ring " + RING, "    format rfc5424", "    maxlen 1200", "    size 1048576"));
        defaultsSection(lines);
        frontendSection(lines, directory, frontPort);
        if (map) {
            backendSection(lines, "be_x", servers("x", baseline, 100));
            backendSection(lines, "be_y", servers("y", candidate, 100));
        } else {
            var servers = new ArrayList<>(servers("x", baseline, baselineWeight));
            servers.addAll(servers("y", candidate, candidateWeight));
            backendSection(lines, BACKEND, servers);
        }
        return String.join("\n", lines) + "\n";
    }

    private void globalSection(List<String> lines, Path directory) {
        lines.add("global");
        for (var level : List.of("admin", "operator", "user")) {
            lines.add("    stats socket " + directory.resolve(level + ".sock") + " mode 600 level " + level);
        }
        if (adminPort > 0) {
            lines.add("    stats socket ipv4@127.0.0.1:" + adminPort + " level admin");
        }
        lines.add("    stats timeout " + statsTimeout.toMillis() + "ms");
        lines.add("    nbthread " + threads);
        lines.add("    maxconn " + maxconn);
        lines.add("    hard-stop-after 10s");
        global.forEach(line -> lines.add("    " + line));
    }

    private void defaultsSection(List<String> lines) {
        lines.addAll(List.of(
                "defaults",
                "    mode http",
                "    log ring@" + RING + " local0",
                "    option httplog",
                "    timeout connect 1s",
                "    timeout client 60s",
                "    timeout server " + serverTimeout.toMillis() + "ms",
                "    http-reuse " + httpReuse));
        defaults.forEach(line -> lines.add("    " + line));
    }

    private void frontendSection(List<String> lines, Path directory, int frontPort) {
        lines.addAll(List.of("frontend fe", "    bind 127.0.0.1:" + frontPort));
        frontend.forEach(line -> lines.add("    " + line));
        if (!map) {
            lines.add("    default_backend " + BACKEND);
            return;
        }
        var file = directory.resolve(HaproxyProcess.MAP_FILE);
        lines.addAll(List.of(
                "    http-request set-var(txn.ycut) str(" + MAP_KEY + "),map(" + file + ",0)",
                "    http-request set-var(txn.d) rand(10000),sub(txn.ycut)",
                "    use_backend be_y if { var(txn.d) -m int lt 0 }",
                "    default_backend be_x"));
    }

    private void backendSection(List<String> lines, String name, List<String> servers) {
        lines.addAll(List.of("backend " + name, "    balance " + balance));
        backend.forEach(line -> lines.add("    " + line));
        lines.addAll(servers);
    }

    private List<String> servers(String prefix, List<Integer> ports, int weight) {
        var lines = new ArrayList<String>();
        for (int port : ports) {
            lines.add("    server " + prefix + (lines.size() + 1) + " 127.0.0.1:" + port + " weight " + weight
                    + serverOptions);
        }
        return lines;
    }
}
