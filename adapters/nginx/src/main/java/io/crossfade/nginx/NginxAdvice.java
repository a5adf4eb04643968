package io.crossfade.nginx;

import io.crossfade.core.plan.Share;
import io.crossfade.core.spi.Initializer.Request;
import io.crossfade.core.spi.Initializer.Todo;
import io.crossfade.core.spi.Pairing.Pair;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The lines that the configuration still needs, and where they go. */
final class NginxAdvice {

    private static final String OWN = "# crossfade generation=";
    private static final String PROBE = "/crossfade-generation";
    private static final int HTTP_PORT = 80;
    private static final Pattern PLAIN_PATH = Pattern.compile(NginxSpec.PATH);

    private final Request request;
    private final String program;
    private final Site site;
    private final Pair pair;
    private final List<Site.Placed> leading;

    /** @param leading each {@code proxy_pass} that leads to the baseline */
    NginxAdvice(Request request, String program, Site site, Pair pair, List<Site.Placed> leading) {
        this.request = request;
        this.program = program;
        this.site = site;
        this.pair = pair;
        this.leading = List.copyOf(leading);
    }

    List<Todo> todo() {
        var todo = new ArrayList<Todo>();
        var http = new ArrayList<String>();
        if (!isIncluded()) {
            todo.add(new Todo("at a shell, as the user who will run crossfade, before the reload:", firstInclude()));
            http.add("include " + include() + ";");
        }
        if (formats().isEmpty()) {
            http.add(LogExamination.format());
        }
        if (!http.isEmpty()) {
            todo.add(new Todo("in the `http` block of " + mainFile() + ":", http));
        }
        leading.forEach(pass -> todo.add(passed(pass)));
        if (leading.isEmpty() && watched().isEmpty()) {
            target().ifPresent(
                            pass -> todo.add(new Todo("in " + pass.place() + ", beside proxy_pass:", logLines(pass))));
        }
        if (site.configuration().all("worker_shutdown_timeout").isEmpty()) {
            todo.add(new Todo(
                    "advised, in the main block of " + mainFile() + ", or old workers may keep old splits for hours:",
                    List.of("worker_shutdown_timeout 60s;")));
        }
        if (!hasProbe()) {
            todo.add(new Todo(
                    "optional, beside that location, so that each reload is shown by an answer too:",
                    List.of("location = " + PROBE + " { access_log off; return 200 \"$crossfade_generation\"; }")));
        }
        return todo;
    }

    boolean isIncluded() {
        return own().isPresent();
    }

    /** The file that is included already, or else one in a folder of its own beside the configuration. */
    String include() {
        return own().orElseGet(() ->
                Path.of(request.place()).resolveSibling("crossfade/split.conf").toString());
    }

    /** The log that is watched: the one of the right format, or else one beside the present one. */
    String log() {
        return watched().or(this::besideThePresent).orElse("/var/log/nginx/crossfade.log");
    }

    List<String> test() {
        return command("-t");
    }

    List<String> reload() {
        return command("-s", "reload");
    }

    String probe() {
        int port = target().flatMap(site::port).orElse(HTTP_PORT);
        return "http://127.0.0.1:" + port + PROBE;
    }

    private List<String> command(String... option) {
        var words = new ArrayList<>(List.of(program));
        words.addAll(List.of(option));
        if (!request.place().equals("/etc/nginx/nginx.conf")) {
            words.addAll(List.of("-c", request.place()));
        }
        return words;
    }

    private List<String> firstInclude() {
        var quoted = new Include(0, Share.NONE, pair.baseline(), pair.candidate(), NginxSpec.REQUEST_ID)
                .lines("0").stream().map(line -> "'" + line + "'").toList();
        return List.of(
                "mkdir -p " + Path.of(include()).getParent(),
                "printf '%s\\n' " + String.join(" ", quoted) + " > " + include());
    }

    private Todo passed(Site.Placed pass) {
        var address = NginxProposer.ADDRESS.matcher(NginxProposer.address(pass));
        if (!address.matches()) {
            throw new IllegalStateException("proxy_pass: " + pass + " (expected: one that leads to a group)");
        }
        var lines = new ArrayList<String>();
        rewrite(pass, Optional.ofNullable(address.group(3))).ifPresent(lines::add);
        lines.add("proxy_pass " + address.group(1) + "://$crossfade_target;");
        lines.addAll(logLines(pass));
        return new Todo(
                "in " + pass.place() + ", in the place of `proxy_pass " + NginxProposer.address(pass) + ";`:", lines);
    }

    /** With a variable NGINX passes the path of {@code proxy_pass} as it is and no longer puts it for the location's. */
    private static Optional<String> rewrite(Site.Placed pass, Optional<String> path) {
        var location = pass.around().get(pass.around().size() - 1).arguments();
        var prefix = location.isEmpty() ? "/" : location.get(location.size() - 1);
        return path.filter(to -> !to.equals(prefix))
                .map(to -> "rewrite ^" + prefix.replace(".", "\\.") + "(.*)$ " + to + "$1 break;");
    }

    /**
     * In the location, so that only requests of the clusters are told of. A block with a log of its own inherits none,
     * so that those which hold there now are named again.
     */
    private List<String> logLines(Site.Placed pass) {
        var lines = new ArrayList<String>();
        var present = site.inForce("access_log", pass);
        if (present.stream().anyMatch(this::isOurs)) {
            return lines;
        }
        lines.add("access_log " + log() + " " + formats().stream().findFirst().orElse("crossfade") + ";");
        present.stream()
                .filter(log -> !log.around().equals(pass.around()))
                .map(log -> String.join(" ", log.directive().arguments()))
                .filter(words -> !words.equals("off"))
                .forEach(words -> lines.add("access_log " + words + ";   # as before: named again, or it would end"));
        return lines;
    }

    private boolean hasProbe() {
        return site.http("return").stream()
                .anyMatch(answer -> answer.directive().arguments().contains("$crossfade_generation"));
    }

    /** The first place that leads to the clusters, already by the variable or not yet. */
    private Optional<Site.Placed> target() {
        return leading.stream()
                .findFirst()
                .or(() -> site.http("proxy_pass").stream()
                        .filter(pass -> NginxProposer.address(pass).contains("crossfade_target"))
                        .findFirst());
    }

    private List<String> formats() {
        return site.http("log_format").stream()
                .map(format -> format.directive().arguments())
                .filter(words -> words.size() > 1 && words.contains("escape=json"))
                .filter(words -> String.join("", words).contains("$crossfade_target")
                        && String.join("", words).contains("$crossfade_generation"))
                .map(words -> words.get(0))
                .toList();
    }

    private boolean isOurs(Site.Placed log) {
        var words = log.directive().arguments();
        return words.size() > 1 && formats().contains(words.get(1));
    }

    private Optional<String> watched() {
        return site.http("access_log").stream()
                .filter(this::isOurs)
                .map(log -> log.directive().arguments().get(0))
                .filter(file -> PLAIN_PATH.matcher(file).matches())
                .findFirst();
    }

    private Optional<String> besideThePresent() {
        return target().stream()
                .flatMap(pass -> site.inForce("access_log", pass).stream())
                .map(log -> log.directive().arguments().get(0))
                .filter(file -> PLAIN_PATH.matcher(file).matches())
                .map(file -> Path.of(file).resolveSibling("crossfade.log").toString())
                .findFirst();
    }

    private Optional<String> own() {
        return site.configuration().files().entrySet().stream()
                .filter(file -> file.getValue().strip().startsWith(OWN)
                        && PLAIN_PATH.matcher(file.getKey()).matches())
                .map(file -> file.getKey())
                .findFirst();
    }

    private String mainFile() {
        return request.place();
    }
}
