package io.crossfade.nginx;

import io.crossfade.core.plan.RouterSpec;
import io.crossfade.core.plan.Split;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An NGINX with an upstream group for each cluster, chosen for every request by {@code $crossfade_target}, which one
 * included file sets. That file is the adapter's own and holds nothing else. Every name is of an allow-list, so that
 * none can carry a second directive.
 *
 * @param include the file that Crossfade owns, absolute
 * @param baseline the upstream group of cluster X
 * @param candidate the upstream group of cluster Y
 * @param key the variable, without its dollar sign, whose value decides on which side a request goes
 * @param test the command that tests the configuration, word by word
 * @param reload the command that reloads it, word by word
 * @param probe where a worker answers {@code $crossfade_generation}; empty where there is no such location
 * @param pid the file with the master's process id; empty where NGINX itself is asked
 * @param watch where requests are told
 * @param deadline within what time a reload must be shown to serve, 1 s to 60 s
 */
record NginxSpec(
        String include,
        String baseline,
        String candidate,
        String key,
        List<String> test,
        List<String> reload,
        Optional<String> probe,
        Optional<String> pid,
        Watch watch,
        Duration deadline)
        implements RouterSpec {

    /** An absolute path that needs no quotes, neither for NGINX nor for a shell. */
    static final String PATH = "/[A-Za-z0-9_.:@%+=,/-]{1,1000}";

    /** The name of an upstream group. */
    static final String NAME = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}";

    /** The variables that a split may follow: the request itself, its client, a cookie, a header, an argument. */
    static final String KEY = "request_id|remote_addr|(?:cookie|http|arg)_[A-Za-z0-9_]{1,64}";

    /** A word of a command: no control characters, nothing else is special without a shell. */
    static final String WORD = "[^\\x00-\\x1f\\x7f]{1,1000}";

    static final String PROBE = "http://(?:127\\.0\\.0\\.1|localhost|\\[::1\\]):[0-9]{1,5}/[A-Za-z0-9_./-]{0,200}";

    static final String SYSLOG = "udp://127\\.0\\.0\\.1:[0-9]{1,5}";

    static final String REQUEST_ID = "request_id";

    static final Duration LEAST_DEADLINE = Duration.ofSeconds(1);
    static final Duration LONGEST_DEADLINE = Duration.ofSeconds(60);

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

    /** Where requests are told: exactly one of a log file and a UDP port that NGINX sends syslog to. */
    sealed interface Watch {

        /** The access log, absolute. */
        record Log(String file) implements Watch {}

        /** A port of the loopback interface. */
        record Syslog(int port) implements Watch {}
    }

    NginxSpec {
        require("include", PATH, include);
        require("baseline", NAME, baseline);
        require("candidate", NAME, candidate);
        require("key", KEY, key);
        require("test", test);
        require("reload", reload);
        probe.ifPresent(url -> require("probe", PROBE, url));
        pid.ifPresent(file -> require("pid", PATH, file));
        if (watch instanceof Watch.Log log) {
            require("watch.log", PATH, log.file());
        }
        if (baseline.equals(candidate)) {
            throw new IllegalArgumentException("candidate: " + candidate + " (expected: another than the baseline)");
        }
        if (deadline.compareTo(LEAST_DEADLINE) < 0 || deadline.compareTo(LONGEST_DEADLINE) > 0) {
            throw new IllegalArgumentException("deadline: " + deadline + " (expected: 1s-60s)");
        }
        test = List.copyOf(test);
        reload = List.copyOf(reload);
    }

    @Override
    public String adapter() {
        return NginxProvider.NAME;
    }

    /** All but the request itself stays the same from one request of a client to the next. */
    @Override
    public boolean sticky() {
        return !key.equals("request_id");
    }

    @Override
    public String label() {
        return NginxProvider.NAME + " " + include;
    }

    /** Two plans fight where they own the same file. */
    @Override
    public String identity() {
        return String.join(" ", NginxProvider.NAME, "include", include);
    }

    /** The generation is the one number that is not known before the file has been read. */
    @Override
    public List<String> preview(Split split) {
        var lines = new ArrayList<String>();
        lines.add(include + ", with the next generation for N:");
        Include.of(this, 0, split.candidate()).lines("N").forEach(line -> lines.add("  " + line));
        lines.add(String.join(" ", test));
        lines.add(String.join(" ", reload));
        lines.add("(a reload: NGINX closes every keep-alive connection)");
        return lines;
    }

    /**
     * By hand the file gets generation 0, which no write of this program has. It is renamed into its place: a disk that
     * is full must not leave half of it there.
     */
    @Override
    public List<String> manual(Split split) {
        var lines = Include.of(this, 0, split.candidate()).lines("0");
        var quoted = new ArrayList<String>();
        lines.forEach(line -> quoted.add("'" + line + "'"));
        var aside = includePath().resolveSibling("." + includePath().getFileName() + ".hand");
        return List.of(
                "printf '%s\\n' " + String.join(" ", quoted) + " > " + aside + " && mv " + aside + " " + include,
                shell(test) + " && " + shell(reload));
    }

    Path includePath() {
        return Path.of(include);
    }

    private static String shell(List<String> words) {
        return String.join(
                " ",
                words.stream()
                        .map(word -> PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'")
                        .toList());
    }

    private static void require(String name, List<String> command) {
        if (command.isEmpty()) {
            throw new IllegalArgumentException(name + ": no words (expected: a command)");
        }
        command.forEach(word -> require(name, WORD, word));
    }

    private static void require(String name, String pattern, String value) {
        if (!value.matches(pattern)) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + pattern + ")");
        }
    }
}
