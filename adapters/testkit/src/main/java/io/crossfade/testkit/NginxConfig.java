package io.crossfade.testkit;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The configuration of an {@link NginxProcess}: the upstream groups {@value #BASELINE} and {@value #CANDIDATE} behind
 * one front port, chosen by {@code $crossfade_target} of an included file. All traffic begins on the baseline.
 *
 * <p>Every request is logged as one line of JSON, to a file where nothing else is said. The location
 * {@value #PROBE_PATH} answers the generation that the worker serves.
 */
public final class NginxConfig {

    /** The upstream group of the baseline. */
    public static final String BASELINE = "kong_x";

    /** The upstream group of the candidate. */
    public static final String CANDIDATE = "kong_y";

    /** Where a worker answers its generation. */
    public static final String PROBE_PATH = "/crossfade-generation";

    /** The log format, as the guide asks the operator for it. */
    public static final String LOG_FORMAT = String.join(
            "",
            "{\"t\":$msec,\"ua\":\"$upstream_addr\",\"us\":\"$upstream_status\",\"urt\":\"$upstream_response_time\",",
            "\"uct\":\"$upstream_connect_time\",\"st\":$status,\"rt\":$request_time,\"side\":\"$crossfade_target\",",
            "\"gen\":\"$crossfade_generation\",\"uht\":\"$upstream_header_time\",\"pid\":$pid}");

    private final List<Integer> baseline;
    private final List<Integer> candidate;
    private final List<String> http = new ArrayList<>();
    private final List<String> server = new ArrayList<>();
    private final List<String> location = new ArrayList<>();
    private final List<String> upstream = new ArrayList<>();
    private int workers = 2;
    private int candidateParts;
    private String key = "request_id";
    private String logFormat = LOG_FORMAT;
    private String logOptions = "";
    private int syslogPort;
    private String nextUpstream = "off";
    private Duration readTimeout = Duration.ofSeconds(5);
    private String proxyPass = "http://$crossfade_target";

    private NginxConfig(List<Integer> baseline, List<Integer> candidate) {
        this.baseline = List.copyOf(baseline);
        this.candidate = List.copyOf(candidate);
    }

    /** Two upstream groups whose servers listen on these loopback ports. */
    public static NginxConfig of(List<Integer> baselinePorts, List<Integer> candidatePorts) {
        return new NginxConfig(baselinePorts, candidatePorts);
    }

    /** How many workers take requests. */
    int workers() {
        return workers;
    }

    /** {@code worker_processes}; 2 where nothing is said. */
    public NginxConfig workers(int count) {
        workers = count;
        return this;
    }

    /** The candidate's share at the start, in parts of 10,000; 0 where nothing is said. */
    public NginxConfig candidateParts(int parts) {
        candidateParts = parts;
        return this;
    }

    /** The variable, without its dollar sign, that the include splits by; request_id where nothing is said. */
    public NginxConfig key(String variable) {
        key = variable;
        return this;
    }

    /** Another log format than {@link #LOG_FORMAT}. */
    public NginxConfig logFormat(String format) {
        logFormat = format;
        return this;
    }

    /** Words after the format on the {@code access_log} line, such as {@code buffer=64k}. */
    public NginxConfig logOptions(String words) {
        logOptions = " " + words;
        return this;
    }

    /** Logs to this UDP port of the loopback interface, as syslog, instead of to a file. */
    public NginxConfig syslog(int port) {
        syslogPort = port;
        return this;
    }

    /** {@code proxy_next_upstream}; off where nothing is said. */
    public NginxConfig nextUpstream(String conditions) {
        nextUpstream = conditions;
        return this;
    }

    /** {@code proxy_read_timeout}; 5 s where nothing is said. */
    public NginxConfig readTimeout(Duration limit) {
        readTimeout = limit;
        return this;
    }

    /** What {@code proxy_pass} names; {@code http://$crossfade_target} where nothing is said. */
    public NginxConfig proxyPass(String target) {
        proxyPass = target;
        return this;
    }

    /** One more line of the http block. */
    public NginxConfig httpLine(String line) {
        http.add(line);
        return this;
    }

    /** One more line of the server block. */
    public NginxConfig serverLine(String line) {
        server.add(line);
        return this;
    }

    /** One more line of the location that passes requests on. */
    public NginxConfig locationLine(String line) {
        location.add(line);
        return this;
    }

    /** One more line of both upstream groups, after their servers. */
    public NginxConfig upstreamLine(String line) {
        upstream.add(line);
        return this;
    }

    /** Starts NGINX with this configuration. */
    public NginxProcess start() {
        return NginxProcess.start(this);
    }

    /** The include of this configuration with another generation and share, as another hand would write it. */
    public String includeText(long generation, int parts) {
        var lines = new ArrayList<String>();
        lines.add("# crossfade generation=" + generation + " share=" + parts + "/10000 baseline=" + BASELINE
                + " candidate=" + CANDIDATE + " key=" + key);
        lines.add("map \"\" $crossfade_generation { default " + generation + "; }");
        boolean always = key.equals("request_id");
        if (!always) {
            lines.add("map $" + key + " $crossfade_key { \"\" $request_id; default $" + key + "; }");
        }
        var share = BigDecimal.valueOf(parts, 2).toPlainString();
        var branches = parts == 0
                ? "* " + BASELINE + ";"
                : parts == 10_000 ? "* " + CANDIDATE + ";" : share + "% " + CANDIDATE + "; * " + BASELINE + ";";
        lines.add(
                "split_clients \"${" + (always ? key : "crossfade_key") + "}\" $crossfade_target { " + branches + " }");
        return String.join("\n", lines) + "\n";
    }

    String firstInclude() {
        return includeText(1, candidateParts);
    }

    String text(Path directory, int frontPort) {
        var lines = new ArrayList<String>();
        lines.addAll(List.of(
                "daemon off;",
                "worker_processes " + workers + ";",
                "worker_shutdown_timeout 10s;",
                "pid " + directory.resolve(NginxProcess.PID_FILE) + ";",
                "error_log " + directory.resolve(NginxProcess.ERROR_LOG) + " notice;",
                "events { worker_connections 4096; }",
                "http {"));
        for (var kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
            lines.add("  " + kind + "_temp_path " + directory.resolve("temp/" + kind) + ";");
        }
        lines.add("  log_format crossfade escape=json '" + logFormat + "';");
        lines.add("  access_log " + logTarget(directory) + " crossfade" + logOptions + ";");
        http.forEach(line -> lines.add("  " + line));
        lines.add("  include " + directory.resolve(NginxProcess.INCLUDES) + "/*.conf;");
        upstream(lines, BASELINE, baseline);
        upstream(lines, CANDIDATE, candidate);
        server(lines, frontPort);
        lines.add("}");
        return String.join("\n", lines) + "\n";
    }

    private String logTarget(Path directory) {
        return syslogPort > 0
                ? "syslog:server=127.0.0.1:" + syslogPort + ",facility=local7,tag=crossfade,severity=info"
                : directory.resolve(NginxProcess.ACCESS_LOG).toString();
    }

    private void upstream(List<String> lines, String name, List<Integer> ports) {
        lines.add("  upstream " + name + " {");
        // A server that failed once would else be left out for 10 s, and tests count every attempt.
        ports.forEach(port -> lines.add("    server 127.0.0.1:" + port + " max_fails=0;"));
        upstream.forEach(line -> lines.add("    " + line));
        lines.add("  }");
    }

    private void server(List<String> lines, int frontPort) {
        lines.add("  server {");
        lines.add("    listen 127.0.0.1:" + frontPort + ";");
        server.forEach(line -> lines.add("    " + line));
        lines.add("    location = " + PROBE_PATH + " { access_log off; return 200 \"$crossfade_generation\"; }");
        lines.add("    location / {");
        lines.add("      proxy_connect_timeout 1s;");
        lines.add("      proxy_read_timeout " + readTimeout.toMillis() + "ms;");
        lines.add("      proxy_next_upstream " + nextUpstream + ";");
        location.forEach(line -> lines.add("      " + line));
        lines.add("      proxy_pass " + proxyPass + ";");
        lines.add("    }");
        lines.add("  }");
    }
}
