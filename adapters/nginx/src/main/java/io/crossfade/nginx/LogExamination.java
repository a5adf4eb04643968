package io.crossfade.nginx;

import io.crossfade.core.port.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Whether the requests are logged where the plan says, in a form that tells what a guard needs, and at once. */
final class LogExamination {

    /** The fields without which nothing can be said of a request, and the variable of each. */
    private static final Map<String, String> NEEDED = needed();

    private static final String HEADER_TIME = "uht";

    /** Each of these keeps lines back. */
    private static final Pattern LATE = Pattern.compile("(?:buffer=.*|gzip(?:=.*)?|flush=.*)");

    private final NginxSpec spec;
    private final Configuration configuration;
    private final List<Finding> findings;

    LogExamination(NginxSpec spec, Configuration configuration, List<Finding> findings) {
        this.spec = spec;
        this.configuration = configuration;
        this.findings = findings;
    }

    private static Map<String, String> needed() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("t", "$msec");
        fields.put("ua", "$upstream_addr");
        fields.put("us", "$upstream_status");
        fields.put("urt", "$upstream_response_time");
        fields.put("st", "$status");
        fields.put("rt", "$request_time");
        fields.put("side", "$crossfade_target");
        fields.put("gen", "$crossfade_generation");
        return fields;
    }

    /** The line that the guide asks for. */
    static String format() {
        return "log_format crossfade escape=json '{\"t\":$msec,\"ua\":\"$upstream_addr\",\"us\":\"$upstream_status\","
                + "\"urt\":\"$upstream_response_time\",\"uct\":\"$upstream_connect_time\",\"st\":$status,"
                + "\"rt\":$request_time,\"side\":\"$crossfade_target\",\"gen\":\"$crossfade_generation\","
                + "\"uht\":\"$upstream_header_time\",\"pid\":$pid}';";
    }

    void examine() {
        var place = place();
        var logs = configuration.all("access_log").stream()
                .filter(log ->
                        !log.arguments().isEmpty() && isWatched(log.arguments().get(0)))
                .toList();
        if (spec.watch() instanceof NginxSpec.Watch.Syslog) {
            findings.add(Finding.warning(
                    "syslog: while nobody listens on the port NGINX writes an error for every request",
                    "prefer `watch: { log: … }`; or take the access_log line out when no cutover runs"));
            findings.add(Finding.warning(
                    "syslog: every program of this host can send lines that are taken for NGINX's",
                    "prefer `watch: { log: … }`, a file that only NGINX can write"));
        }
        if (logs.isEmpty()) {
            findings.add(Finding.error(
                    "no access_log goes to " + place, "access_log " + place + " crossfade; and " + format()));
            return;
        }
        for (var log : logs) {
            var words = log.arguments();
            words.stream()
                    .filter(word -> LATE.matcher(word).matches())
                    .findFirst()
                    .ifPresent(word -> findings.add(Finding.error(
                            "access_log " + place + " is buffered (" + word + "): failures would be seen late",
                            "access_log " + place + " " + (words.size() > 1 ? words.get(1) : "crossfade") + ";")));
            words.stream()
                    .filter(word -> word.startsWith("if="))
                    .findFirst()
                    .ifPresent(word -> findings.add(Finding.warning(
                            "access_log " + place + " leaves requests out (" + word + "): they are not seen",
                            "a log for Crossfade alone, without a condition")));
            format(words.size() > 1 ? words.get(1) : "combined");
        }
    }

    private void format(String name) {
        var formats = configuration.all("log_format").stream()
                .filter(format -> !format.arguments().isEmpty()
                        && format.arguments().get(0).equals(name))
                .toList();
        if (formats.isEmpty()) {
            findings.add(Finding.error("log_format " + name + " tells nothing of upstreams", format()));
            return;
        }
        var words = formats.get(0).arguments();
        var text = String.join("", words.subList(1, words.size()));
        if (!words.contains("escape=json")) {
            findings.add(Finding.error("log_format " + name + " does not escape as JSON", format()));
        }
        var missing = NEEDED.entrySet().stream()
                .filter(field -> !has(text, field.getKey(), field.getValue()))
                .map(field -> "\"" + field.getKey() + "\" of " + field.getValue())
                .toList();
        if (!missing.isEmpty()) {
            findings.add(Finding.error("log_format " + name + " lacks " + String.join(", ", missing), format()));
        } else if (!has(text, HEADER_TIME, "$upstream_header_time")) {
            findings.add(Finding.warning(
                    "log_format " + name + " lacks \"uht\" of $upstream_header_time: latencies are those of whole"
                            + " answers",
                    format()));
        }
    }

    private static boolean has(String text, String field, String variable) {
        var name = "\"" + field + "\":";
        return text.contains(name + variable + ",")
                || text.contains(name + variable + "}")
                || text.contains(name + "\"" + variable + "\"");
    }

    private boolean isWatched(String target) {
        return spec.watch() instanceof NginxSpec.Watch.Log log
                ? target.equals(log.file())
                : target.startsWith("syslog:server=127.0.0.1:" + ((NginxSpec.Watch.Syslog) spec.watch()).port() + ",")
                        || target.equals("syslog:server=127.0.0.1:" + ((NginxSpec.Watch.Syslog) spec.watch()).port());
    }

    private String place() {
        return spec.watch() instanceof NginxSpec.Watch.Log log
                ? log.file()
                : "syslog:server=127.0.0.1:" + ((NginxSpec.Watch.Syslog) spec.watch()).port();
    }
}
