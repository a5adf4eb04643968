package io.crossfade.nginx;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a configuration and what it includes without NGINX's help. What this user may not read stays out. */
final class ConfigurationFiles {

    private static final int MOST_FILES = 1000;
    private static final long LARGEST = 1 << 20;

    private ConfigurationFiles() {}

    /** @throws IOException where {@code main} itself can not be read */
    static Configuration read(Path main) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        Deque<Path> waiting = new ArrayDeque<>();
        files.put(main.toString(), text(main));
        waiting.add(main);
        while (!waiting.isEmpty()) {
            for (var pattern : includes(files.getOrDefault(waiting.remove().toString(), ""))) {
                for (var file : matching(main.resolveSibling(pattern))) {
                    if (files.size() < MOST_FILES && !files.containsKey(file.toString())) {
                        files.put(file.toString(), textOrNothing(file));
                        waiting.add(file);
                    }
                }
            }
        }
        var directives = new ArrayList<Directive>();
        files.values().forEach(text -> directives.addAll(Directives.parse(text)));
        return new Configuration(files, directives);
    }

    private static List<String> includes(String text) {
        return new Configuration(Map.of(), Directives.parse(text))
                .all("include").stream()
                        .flatMap(include -> include.arguments().stream())
                        .toList();
    }

    /** NGINX expands a pattern in any folder's name too; here it may stand in the last name only, as it nearly always does. */
    private static List<Path> matching(Path pattern) {
        var name = pattern.getFileName();
        if (name == null || !name.toString().contains("*")) {
            return Files.isRegularFile(pattern) ? List.of(pattern) : List.of();
        }
        var matcher = FileSystems.getDefault().getPathMatcher("glob:" + name);
        try (var files = Files.list(pattern.resolveSibling(""))) {
            return files.filter(file -> matcher.matches(file.getFileName()) && Files.isRegularFile(file))
                    .sorted()
                    .limit(MOST_FILES)
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static String textOrNothing(Path file) {
        try {
            return text(file);
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException(file + ": " + Files.size(file) + " bytes (expected: at most " + LARGEST + ")");
        }
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
