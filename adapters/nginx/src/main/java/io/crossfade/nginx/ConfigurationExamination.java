package io.crossfade.nginx;

import io.crossfade.core.port.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Whether the rest of the configuration does with the include's variable what a cutover needs. */
final class ConfigurationExamination {

    private static final Pattern TARGET = Pattern.compile("\\$(?:crossfade_target\\b|\\{crossfade_target\\})");

    private final NginxSpec spec;
    private final Configuration configuration;
    private final List<Finding> findings;

    ConfigurationExamination(NginxSpec spec, Configuration configuration, List<Finding> findings) {
        this.spec = spec;
        this.configuration = configuration;
        this.findings = findings;
    }

    void examine() {
        if (configuration.files().keySet().stream().noneMatch(spec.include()::equals)) {
            findings.add(Finding.error(
                    "include " + spec.include() + " is not part of the configuration that NGINX reads",
                    "in the http block: include " + spec.include() + ";"));
        }
        upstream(spec.baseline(), "baseline");
        upstream(spec.candidate(), "candidate");
        var passes = passes();
        if (passes.isEmpty()) {
            findings.add(Finding.error(
                    "no proxy_pass uses $crossfade_target: the include would change nothing",
                    "in the location of the clusters: proxy_pass http://$crossfade_target;"));
            return;
        }
        for (var pass : passes) {
            path(pass);
        }
        surroundings();
    }

    private void upstream(String name, String what) {
        var groups = configuration.all("upstream").stream()
                .filter(group -> group.arguments().equals(List.of(name)))
                .toList();
        if (groups.isEmpty()) {
            findings.add(Finding.error(
                    what + ": there is no upstream " + name,
                    "in the http block: upstream " + name + " { server HOST:PORT; }"));
            return;
        }
        long usable = groups.stream()
                .flatMap(group -> group.children().stream())
                .filter(line -> line.name().equals("server"))
                .filter(line -> !line.arguments().contains("down"))
                .count();
        findings.add(
                usable == 0
                        ? Finding.error(
                                what + ": upstream " + name + " has no server that is not down",
                                "take `down` off its server lines")
                        : Finding.info(what + ": upstream " + name + " has " + usable
                                + (usable == 1 ? " server" : " servers")));
    }

    private List<Directive> passes() {
        return configuration.all("proxy_pass").stream()
                .filter(pass -> pass.arguments().stream()
                        .anyMatch(word -> TARGET.matcher(word).find()))
                .toList();
    }

    private void path(Directive pass) {
        var address = pass.arguments().get(0);
        int slash = address.indexOf('/', address.indexOf("//") + 2);
        if (slash > 0 && address.indexOf('$', slash) < 0) {
            findings.add(Finding.warning(
                    "proxy_pass " + address + ": with a variable in it, every request is passed on with exactly this"
                            + " path",
                    "proxy_pass http://$crossfade_target; and a rewrite, where the path must change"));
        }
    }

    /** What works differently once {@code proxy_pass} has a variable. */
    private void surroundings() {
        var headers = new ArrayList<String>();
        var redirects = new ArrayList<String>();
        var hosts = new ArrayList<String>();
        configuration.each(directive -> {
            var words = String.join(" ", directive.arguments());
            switch (directive.name()) {
                case "proxy_set_header" -> {
                    if (words.toLowerCase(Locale.ROOT).startsWith("host ")) {
                        headers.add(words);
                    }
                    if (words.contains("$proxy_host")) {
                        hosts.add(words);
                    }
                }
                case "proxy_redirect" -> redirects.add(words);
                default -> {}
            }
        });
        if (headers.isEmpty() || !hosts.isEmpty()) {
            findings.add(Finding.warning(
                    "the clusters see the upstream's name as host ($proxy_host): " + spec.baseline() + " or "
                            + spec.candidate() + ", depending on the split",
                    "proxy_set_header Host $host;"));
        }
        if (redirects.isEmpty() || redirects.contains("default")) {
            findings.add(Finding.warning(
                    "proxy_redirect default does nothing where proxy_pass has a variable: redirects of a cluster to"
                            + " its own name reach the client as they are",
                    "proxy_redirect http://" + spec.baseline() + "/ /; proxy_redirect http://" + spec.candidate()
                            + "/ /;"));
        }
    }
}
