package io.crossfade.nginx;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The files that an NGINX is configured by, as {@code nginx -T} prints them.
 *
 * @param files their texts, in NGINX's order
 * @param directives what stands in them
 */
record Configuration(Map<String, String> files, List<Directive> directives) {

    private static final Pattern FILE = Pattern.compile("(?m)^# configuration file (.+):$");

    Configuration {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        directives = List.copyOf(directives);
    }

    /** What NGINX printed, taken apart. A file that is included twice counts once. */
    static Configuration parse(String dump) {
        var files = new LinkedHashMap<String, String>();
        var header = FILE.matcher(dump);
        var name = "";
        int from = 0;
        while (header.find()) {
            if (!name.isEmpty()) {
                files.putIfAbsent(name, dump.substring(from, header.start()));
            }
            name = header.group(1);
            from = header.end();
        }
        if (!name.isEmpty()) {
            files.putIfAbsent(name, dump.substring(from));
        }
        var directives = new ArrayList<Directive>();
        files.values().forEach(text -> directives.addAll(Directives.parse(text)));
        return new Configuration(files, directives);
    }

    /** The files but {@code own}, each with a hash of its text, by name. */
    Map<String, String> fingerprints(String own) {
        var prints = new TreeMap<String, String>();
        files.forEach((file, text) -> {
            if (!file.equals(own)) {
                prints.put(file, hash(text));
            }
        });
        return Collections.unmodifiableMap(prints);
    }

    /** Every directive called {@code name}, however deep. */
    List<Directive> all(String name) {
        var found = new ArrayList<Directive>();
        each(directives, directive -> {
            if (directive.name().equals(name)) {
                found.add(directive);
            }
        });
        return found;
    }

    /** The first argument of the first directive called {@code name}; empty where there is none. */
    Optional<String> argument(String name) {
        return all(name).stream()
                .flatMap(directive -> directive.arguments().stream())
                .findFirst();
    }

    /** Calls {@code visit} with every directive, however deep. */
    void each(Consumer<Directive> visit) {
        each(directives, visit);
    }

    private static void each(List<Directive> directives, Consumer<Directive> visit) {
        for (var directive : directives) {
            visit.accept(directive);
            each(directive.children(), visit);
        }
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
