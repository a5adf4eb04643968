package io.crossfade.nginx;

import io.crossfade.core.spi.Initializer.Proposal;
import io.crossfade.core.spi.Initializer.Request;
import io.crossfade.core.spi.Initializer.Todo;
import io.crossfade.core.spi.Pairing;
import io.crossfade.core.spi.Pairing.Pair;
import io.crossfade.core.spi.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Chooses which two upstream groups of a configuration are the clusters, or says why none can be chosen. */
final class NginxProposer {

    /** Scheme, host and path of a {@code proxy_pass}. */
    static final Pattern ADDRESS = Pattern.compile("(https?)://([^/]+)(/.*)?");

    private final Request request;
    private final String program;
    private final Site site;
    private final List<String> seen;
    private final List<String> obstacles = new ArrayList<>();

    NginxProposer(Request request, String program, Site site, List<String> seen) {
        this.request = request;
        this.program = program;
        this.site = site;
        this.seen = new ArrayList<>(seen);
    }

    Proposal propose() {
        site.groups()
                .forEach(
                        group -> seen.add("upstream " + group + ": servers " + String.join(", ", site.servers(group))));
        var passes = site.http("proxy_pass");
        passes.forEach(pass -> seen.add("in " + pass.place() + ": proxy_pass " + address(pass)));
        if (site.groups().isEmpty()) {
            return withoutGroups(passes);
        }
        var pair = request.baseline().isEmpty() && request.candidate().isEmpty() ? guessed() : named();
        if (pair.isEmpty()) {
            return Proposal.refused(seen, obstacles, List.of());
        }
        var leading = passes.stream()
                .filter(pass -> leadsTo(pass, pair.get().baseline()))
                .toList();
        boolean wired = passes.stream().anyMatch(pass -> address(pass).contains("crossfade_target"));
        if (leading.isEmpty() && !wired) {
            obstacles.add("no proxy_pass leads to " + pair.get().baseline()
                    + ": what serves now cannot be told (expected: proxy_pass http://"
                    + pair.get().baseline() + ", or --baseline and --candidate)");
            passes.forEach(this::bare);
            return Proposal.refused(seen, obstacles, List.of());
        }
        var advice = new NginxAdvice(request, program, site, pair.get(), leading);
        return new Proposal(
                seen,
                List.of(),
                Proposal.name(pair.get().baseline(), pair.get().candidate()),
                entry(pair.get(), advice),
                advice.todo());
    }

    private Proposal withoutGroups(List<Site.Placed> passes) {
        if (passes.isEmpty() && site.hasStream()) {
            obstacles.add(
                    "only a stream block passes anything on: of a TCP stream no request and no error can be told");
        } else if (passes.isEmpty()) {
            obstacles.add("no proxy_pass in the http block: nothing is passed on that could be split");
        }
        passes.forEach(this::bare);
        obstacles.add("no upstream group in the http block: each cluster needs one");
        return Proposal.refused(
                seen,
                obstacles,
                List.of(new Todo(
                        "in the `http` block, one group for each cluster:",
                        List.of(
                                "upstream cluster_x { server HOST:PORT; }",
                                "upstream cluster_y { server HOST:PORT; }"))));
    }

    /** Why a {@code proxy_pass} cannot be split as it is; nothing where it names a group. */
    private void bare(Site.Placed pass) {
        var address = address(pass);
        var host = ADDRESS.matcher(address);
        if (address.contains("$")) {
            obstacles.add("in " + pass.place() + ": proxy_pass " + address
                    + " has a variable of yours: where it leads cannot be seen");
        } else if (host.matches() && !site.groups().contains(host.group(2))) {
            obstacles.add("in " + pass.place() + ": proxy_pass " + address
                    + " names a host: put it into a group, upstream NAME { server " + host.group(2)
                    + "; }, and pass to " + host.group(1) + "://NAME");
        }
    }

    private Optional<Pair> named() {
        if (request.baseline().size() != 1 || request.candidate().size() != 1) {
            obstacles.add("give --baseline and --candidate both, one upstream group each");
            return Optional.empty();
        }
        var pair =
                new Pair(request.baseline().get(0), request.candidate().get(0), "named by --baseline and --candidate");
        for (var name : List.of(pair.baseline(), pair.candidate())) {
            if (!site.groups().contains(name)) {
                obstacles.add("no upstream group is called " + name + " (expected: one of "
                        + String.join(", ", site.groups()) + ")");
            }
        }
        if (pair.baseline().equals(pair.candidate())) {
            obstacles.add("candidate: " + pair.candidate() + " (expected: another than the baseline)");
        }
        return usable(pair);
    }

    private Optional<Pair> guessed() {
        var groups = site.groups();
        var pair = Pairing.among(groups).or(() -> byPass(groups));
        if (pair.isEmpty()) {
            obstacles.add(
                    groups.size() == 1
                            ? "only one upstream group, " + groups.get(0)
                                    + ": the new cluster needs one of its own, upstream NAME { server HOST:PORT; }"
                            : "which of the upstream groups are the old and the new cluster cannot be told from their"
                                    + " names: give --baseline and --candidate");
            return Optional.empty();
        }
        return usable(pair.get());
    }

    /** Of two groups the one that requests are passed to. */
    private Optional<Pair> byPass(List<String> groups) {
        var passedTo = groups.stream()
                .filter(group -> site.http("proxy_pass").stream().anyMatch(pass -> leadsTo(pass, group)))
                .toList();
        return groups.size() == 2 && passedTo.size() == 1
                ? groups.stream()
                        .filter(group -> !passedTo.contains(group))
                        .findFirst()
                        .map(other -> new Pair(
                                passedTo.get(0), other, "guessed from proxy_pass, which leads to " + passedTo.get(0)))
                : Optional.empty();
    }

    private Optional<Pair> usable(Pair pair) {
        for (var name : List.of(pair.baseline(), pair.candidate())) {
            if (!name.matches(NginxSpec.NAME)) {
                obstacles.add("upstream " + name + " (expected: a name of letters, digits, dots, underscores and"
                        + " hyphens, which alone are written into the include)");
            }
        }
        return obstacles.isEmpty() ? Optional.of(pair) : Optional.empty();
    }

    private String entry(Pair pair, NginxAdvice advice) {
        return """
                  - nginx:
                      # The one file that Crossfade owns: %s.
                      include: %s
                      # The upstream groups: %s.
                      baseline:  %s   # %s
                      candidate: %s   # %s
                      key: request_id   # or cookie_NAME, remote_addr: the same value stays on the same side
                      test:   %s
                      reload: %s   # or [systemctl, reload, nginx], with sudo -n before it where needed
                      # probe: %s   # once the location that `crossfade init` printed is there
                      watch: { log: %s }
                """.formatted(
                        advice.isIncluded() ? "already there" : "not there yet, see what `crossfade init` printed",
                        YamlText.text(advice.include()),
                        pair.why(),
                        YamlText.text(pair.baseline()),
                        servers(pair.baseline()),
                        YamlText.text(pair.candidate()),
                        servers(pair.candidate()),
                        words(advice.test()),
                        words(advice.reload()),
                        advice.probe(),
                        YamlText.text(advice.log()));
    }

    private String servers(String group) {
        var servers = site.servers(group);
        return servers.size() + (servers.size() == 1 ? " server: " : " servers: ") + String.join(", ", servers);
    }

    /** The options of these commands are words that YAML takes as they are. */
    private static String words(List<String> command) {
        return "["
                + String.join(
                        ", ",
                        command.stream()
                                .map(word -> word.startsWith("-") ? word : YamlText.text(word))
                                .toList())
                + "]";
    }

    static String address(Site.Placed pass) {
        return pass.directive().arguments().isEmpty()
                ? ""
                : pass.directive().arguments().get(0);
    }

    private static boolean leadsTo(Site.Placed pass, String group) {
        Matcher address = ADDRESS.matcher(address(pass));
        return address.matches() && address.group(2).equals(group);
    }
}
