package io.crossfade.haproxy;

import io.crossfade.core.port.Finding;
import java.util.List;
import java.util.regex.Pattern;

/** What is to be said of a runtime socket and a ring, whichever way the traffic is split. */
final class SocketExamination {

    static final String ADMIN = "admin";
    static final String USER = "user";

    private static final Pattern OLD_STREAM = Pattern.compile("(1|2\\.[0-6])\\..*");

    private final String socket;
    private final String ring;
    private final Endpoint endpoint;

    SocketExamination(String socket, String ring) {
        this.socket = socket;
        this.ring = ring;
        this.endpoint = Endpoint.parse(socket);
    }

    void process(List<Finding> findings, ProcessInfo process) {
        findings.add(Finding.info("HAProxy " + process.version() + " at " + socket + ", process " + process.pid()));
        if (!endpoint.isUnix()) {
            findings.add(Finding.warning(
                    socket + ": a TCP runtime socket has no authentication"
                            + (endpoint.isLoopback() ? "" : ", and this one leaves the machine"),
                    "stats socket /run/haproxy/admin.sock mode 660 level admin"));
        }
        if (process.stopping()) {
            findings.add(Finding.error("process " + process.pid() + " is stopping", "wait for the reload to end"));
        }
        if (OLD_STREAM.matcher(process.version()).matches()) {
            findings.add(Finding.info("HAProxy " + process.version()
                    + " may end an idle request stream after `stats timeout` (10 s where not set); with less than a request"
                    + " in that time set `stats timeout 1h` in the global section"));
        }
    }

    Finding level(String level, String expected) {
        return Finding.error("socket level: " + level + " (expected: " + expected + ")", socketLine());
    }

    void ring(List<Finding> findings, String rings) {
        boolean known = rings.lines()
                .map(String::strip)
                .anyMatch(line -> line.startsWith(ring + " ") && line.contains("type=buffer"));
        if (!known) {
            findings.add(Finding.error(
                    "ring " + ring + " is not known to HAProxy",
                    String.join(
                            "\n",
                            "ring " + ring,
                            "    format rfc5424",
                            "    maxlen 4096",
                            "    size 1048576",
                            "and in the frontend: log ring@" + ring + " local0",
                            "                     option httplog")));
        }
    }

    Finding unreachable(String reason) {
        return Finding.error(
                socket + ": " + reason,
                "is HAProxy running, and does haproxy.cfg say `" + socketLine() + "`, readable for this user?");
    }

    Finding notUnderstood(IllegalArgumentException why) {
        return Finding.error(socket + ": not understood: " + why.getMessage(), "is this HAProxy's `stats socket`?");
    }

    private String socketLine() {
        var place = endpoint.isUnix() ? endpoint.place() : "ipv4@" + endpoint.place() + ":" + endpoint.port();
        return "stats socket " + place + " mode 660 level admin";
    }
}
