package io.crossfade.nginx;

import io.crossfade.core.config.Field;
import io.crossfade.core.config.Node;
import io.crossfade.core.config.Problems;
import io.crossfade.core.config.Shape;
import io.crossfade.core.config.Shapes;
import io.crossfade.core.config.Values;
import io.crossfade.core.plan.RouterSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How an NGINX is named in a plan. */
final class NginxShape implements Shape<RouterSpec> {

    private static final int MOST_WORDS = 32;
    private static final int LARGEST_PORT = 65_535;

    private static final Shape<String> PATH = Shapes.text(NginxSpec.PATH, "an absolute path without white space");
    private static final Shape<String> NAME =
            Shapes.text(NginxSpec.NAME, "an upstream's name of letters, digits, dots, underscores and hyphens");
    private static final Shape<List<String>> COMMAND =
            Shapes.list(Shapes.text(NginxSpec.WORD, "one word of the command"), 1, MOST_WORDS);

    private static final Field<String> INCLUDE =
            Field.required("include", PATH, "the one file that Crossfade owns, included in the http block");
    private static final Field<String> BASELINE =
            Field.required("baseline", NAME, "the upstream group of the cluster now serving");
    private static final Field<String> CANDIDATE =
            Field.required("candidate", NAME, "the upstream group of the cluster that is being introduced");
    private static final Field<String> KEY = Field.withDefault(
            "key",
            Shapes.text(NginxSpec.KEY, "request_id, remote_addr, cookie_NAME, http_NAME or arg_NAME, without a dollar"),
            NginxSpec.REQUEST_ID,
            "the variable that decides where a request goes; the same value goes to the same side");
    private static final Field<List<String>> TEST = Field.withDefault(
            "test", COMMAND, List.of("nginx", "-t"), "the command that tests the configuration, as a list of words");
    private static final Field<List<String>> RELOAD = Field.withDefault(
            "reload", COMMAND, List.of("nginx", "-s", "reload"), "the command that reloads NGINX, as a list of words");
    private static final Field<String> PROBE = Field.optional(
            "probe",
            Shapes.text(NginxSpec.PROBE, "http://127.0.0.1:PORT/PATH"),
            "a location that returns $crossfade_generation, asked after each reload");
    private static final Field<String> PID = Field.optional(
            "pid", PATH, "the file with the master's process id, where `nginx -T` does not tell or may not be run");
    private static final Field<Duration> DEADLINE = Field.withDefault(
            "deadline",
            Shapes.duration(NginxSpec.LEAST_DEADLINE, NginxSpec.LONGEST_DEADLINE),
            Duration.ofSeconds(5),
            "within what time a reload must be shown to serve; NGINX itself tries a busy port for 2.5 s");

    private static final Field<String> LOG =
            Field.optional("log", PATH, "the access log in the format that the guide gives");
    private static final Field<String> SYSLOG = Field.optional(
            "syslog",
            Shapes.text(NginxSpec.SYSLOG, "udp://127.0.0.1:PORT"),
            "the UDP port that NGINX sends its access log to");
    private static final Field<Optional<NginxSpec.Watch>> WATCH = Field.required(
            "watch",
            Shapes.exactlyOne(Shapes.object(List.of(LOG, SYSLOG), NginxShape::watch), LOG.name(), SYSLOG.name()),
            "where requests are told");

    private static final Field<String> API = Field.required(
            "api",
            Shapes.text(PlusSpec.API, "http://HOST:PORT/PATH/9, without a user"),
            "NGINX Plus: its API, with the version that is spoken");
    private static final Field<String> UPSTREAM =
            Field.required("upstream", NAME, "NGINX Plus: the one upstream group with the servers of both clusters");
    private static final Shape<List<String>> SERVERS = Shapes.list(
            Shapes.text(PlusSpec.SERVER, "an address as the API shows it, such as 10.0.0.1:8000"),
            1,
            PlusSpec.MOST_SERVERS);
    private static final Field<List<String>> BASELINE_SERVERS =
            Field.required("baseline", SERVERS, "NGINX Plus: the servers of the cluster now serving");
    private static final Field<List<String>> CANDIDATE_SERVERS =
            Field.required("candidate", SERVERS, "NGINX Plus: the servers of the cluster that is being introduced");

    private static final Shape<PlusSpec> PLUS = Shapes.object(
            List.of(API, UPSTREAM, BASELINE_SERVERS, CANDIDATE_SERVERS, WATCH),
            values -> new PlusSpec(
                    values.get(API),
                    values.get(UPSTREAM),
                    values.get(BASELINE_SERVERS),
                    values.get(CANDIDATE_SERVERS),
                    values.get(WATCH)
                            .orElseThrow(
                                    () -> new IllegalArgumentException("watch: nothing (expected: log or syslog)"))));

    private static final Shape<NginxSpec> INCLUDED = Shapes.object(
            List.of(INCLUDE, BASELINE, CANDIDATE, KEY, TEST, RELOAD, PROBE, PID, WATCH, DEADLINE),
            values -> new NginxSpec(
                    values.get(INCLUDE),
                    values.get(BASELINE),
                    values.get(CANDIDATE),
                    values.get(KEY),
                    values.get(TEST),
                    values.get(RELOAD),
                    values.find(PROBE),
                    values.find(PID),
                    values.get(WATCH)
                            .orElseThrow(
                                    () -> new IllegalArgumentException("watch: nothing (expected: log or syslog)")),
                    values.get(DEADLINE)));

    private static final Shape<RouterSpec> SPEC = Shapes.either(
            node -> node instanceof Node.Fields fields
                    && fields.entry(API.name()).isPresent(),
            PLUS,
            INCLUDED);

    @Override
    public Optional<RouterSpec> read(Node node, String path, Problems problems) {
        return SPEC.read(node, path, problems);
    }

    @Override
    public Map<String, Object> schema() {
        return SPEC.schema();
    }

    private static Optional<NginxSpec.Watch> watch(Values values) {
        return values.find(LOG)
                .<NginxSpec.Watch>map(NginxSpec.Watch.Log::new)
                .or(() -> values.find(SYSLOG).map(NginxShape::syslog));
    }

    private static NginxSpec.Watch syslog(String address) {
        int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        if (port < 1 || port > LARGEST_PORT) {
            throw new IllegalArgumentException("syslog: " + address + " (expected: a port from 1 to 65535)");
        }
        return new NginxSpec.Watch.Syslog(port);
    }
}
