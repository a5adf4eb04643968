package io.crossfade.nginx;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How an NGINX was built.
 *
 * @param version such as {@code 1.22.1}, as three numbers
 * @param pidFile where it writes its process id when its configuration does not say
 */
record Build(Version version, Optional<String> pidFile) {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Pattern VERSION = Pattern.compile("nginx version: \\S+/(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})");
    private static final Pattern PID_FILE = Pattern.compile("--pid-path=(/\\S+)");

    /** A version, comparable. */
    record Version(int major, int minor, int patch) {

        boolean isAtLeast(int otherMajor, int otherMinor, int otherPatch) {
            return major != otherMajor
                    ? major > otherMajor
                    : minor != otherMinor ? minor > otherMinor : patch >= otherPatch;
        }

        @Override
        public String toString() {
            return major + "." + minor + "." + patch;
        }
    }

    /** Asks the program of the plan's test command; empty where it may not be asked. Blocks. */
    static Optional<Build> of(NginxSpec spec) {
        return Dump.with(spec, "-V").map(words -> Command.run(words, LIMIT)).flatMap(result -> parse(result.errors()));
    }

    static Optional<Build> parse(String text) {
        var version = VERSION.matcher(text);
        if (!version.find()) {
            return Optional.empty();
        }
        var pidFile = PID_FILE.matcher(text);
        return Optional.of(new Build(
                new Version(
                        Integer.parseInt(version.group(1)),
                        Integer.parseInt(version.group(2)),
                        Integer.parseInt(version.group(3))),
                pidFile.find() ? Optional.of(pidFile.group(1)) : Optional.empty()));
    }
}
