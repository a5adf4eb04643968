package io.crossfade.nginx;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A configuration with every include in its place, so that each directive is known with the blocks around it. */
final class Site {

    private static final int MOST = 200_000;

    private static final Pattern PORT = Pattern.compile("(?:.*:)?(\\d{1,5})");

    private final Configuration configuration;
    private final List<Placed> placed = new ArrayList<>();

    /**
     * A directive where it stands.
     *
     * @param around the blocks around it, the outermost first
     */
    record Placed(Directive directive, List<Directive> around, String file) {

        boolean isIn(String block) {
            return !around.isEmpty() && around.get(0).name().equals(block);
        }

        /** Such as {@code `location /` of /etc/nginx/nginx.conf}. */
        String place() {
            var block = around.get(around.size() - 1);
            return "`"
                    + String.join(" ", block.name(), String.join(" ", block.arguments()))
                            .strip() + "` of " + file;
        }
    }

    Site(Configuration configuration) {
        this.configuration = configuration;
        configuration.files().entrySet().stream()
                .findFirst()
                .ifPresent(main ->
                        walk(Directives.parse(main.getValue()), List.of(), main.getKey(), List.of(main.getKey())));
    }

    Configuration configuration() {
        return configuration;
    }

    /** The directives of the http block called {@code name}, however deep. */
    List<Placed> http(String name) {
        return placed.stream()
                .filter(each -> each.isIn("http") && each.directive().name().equals(name))
                .toList();
    }

    boolean hasStream() {
        return placed.stream().anyMatch(each -> each.directive().name().equals("stream"));
    }

    /** The upstream groups of the http block, by their names. */
    List<String> groups() {
        return http("upstream").stream()
                .filter(group -> group.directive().arguments().size() == 1)
                .map(group -> group.directive().arguments().get(0))
                .distinct()
                .toList();
    }

    /** The addresses of a group's servers. */
    List<String> servers(String group) {
        return http("server").stream()
                .filter(server -> server.around().size() == 2
                        && server.around().get(1).name().equals("upstream")
                        && server.around().get(1).arguments().equals(List.of(group))
                        && !server.directive().arguments().isEmpty())
                .map(server -> server.directive().arguments().get(0))
                .toList();
    }

    /** The lines called {@code name} that hold where {@code inner} stands: those of the nearest block that has any. */
    List<Placed> inForce(String name, Placed inner) {
        for (int depth = inner.around().size(); depth > 0; depth--) {
            var block = inner.around().subList(0, depth);
            var here = placed.stream()
                    .filter(each -> each.directive().name().equals(name)
                            && each.around().equals(block))
                    .toList();
            if (!here.isEmpty()) {
                return here;
            }
        }
        return List.of();
    }

    /** The port without TLS of the server block around {@code inner}; empty where it has none. */
    Optional<Integer> port(Placed inner) {
        return inForce("listen", inner).stream()
                .map(listen -> listen.directive().arguments())
                .filter(words -> !words.isEmpty() && !words.contains("ssl"))
                .map(words -> PORT.matcher(words.get(0)))
                .filter(port -> port.matches())
                .map(port -> Integer.parseInt(port.group(1)))
                .findFirst();
    }

    /** @param open the files that are being read, which NGINX would not let include themselves */
    private void walk(List<Directive> directives, List<Directive> around, String file, List<String> open) {
        for (var directive : directives) {
            if (placed.size() >= MOST) {
                return;
            }
            if (directive.name().equals("include")) {
                included(directive, around, open);
                continue;
            }
            placed.add(new Placed(directive, around, file));
            if (!directive.children().isEmpty()) {
                var inside = new ArrayList<>(around);
                inside.add(directive);
                walk(directive.children(), List.copyOf(inside), file, open);
            }
        }
    }

    private void included(Directive include, List<Directive> around, List<String> open) {
        var main = Path.of(configuration.files().keySet().iterator().next());
        for (var word : include.arguments()) {
            var pattern = main.resolveSibling(word);
            var matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
            configuration.files().forEach((name, text) -> {
                boolean named = name.equals(pattern.toString()) || matcher.matches(Path.of(name));
                if (named && !open.contains(name)) {
                    var inside = new ArrayList<>(open);
                    inside.add(name);
                    walk(Directives.parse(text), around, name, List.copyOf(inside));
                }
            });
        }
    }
}
