package io.crossfade.app;

import io.crossfade.core.spi.AdapterProvider;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The adapters of this process: those in the jar, and those in the jars that {@code CROSSFADE_ADAPTERS} names (files or
 * folders of jars, separated as a class path is), since {@code java -jar} ignores the class path.
 *
 * @param all every adapter, by name
 */
record Adapters(List<AdapterProvider> all) {

    static final String VARIABLE = "CROSSFADE_ADAPTERS";

    Adapters {
        all = List.copyOf(all);
    }

    static Adapters load(Map<String, String> environment) throws Quit {
        var found = new ArrayList<AdapterProvider>();
        try {
            ServiceLoader.load(AdapterProvider.class, classes(environment.getOrDefault(VARIABLE, "")))
                    .forEach(found::add);
        } catch (ServiceConfigurationError broken) {
            throw new Quit(ExitCode.USAGE, "adapters: " + broken.getMessage());
        }
        found.sort(Comparator.comparing(AdapterProvider::name));
        return new Adapters(found);
    }

    AdapterProvider named(String name) {
        return all.stream()
                .filter(adapter -> adapter.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("adapter: " + name + " (expected: one that read the plan)"));
    }

    /** The loader stays open as long as the process: its classes may be asked for at any time. */
    private static ClassLoader classes(String path) throws Quit {
        var own = Adapters.class.getClassLoader();
        if (path.isEmpty()) {
            return own;
        }
        var urls = new ArrayList<URL>();
        for (var part : path.split(java.io.File.pathSeparator, -1)) {
            for (var jar : jars(Path.of(part))) {
                try {
                    urls.add(jar.toUri().toURL());
                } catch (MalformedURLException impossible) {
                    throw new IllegalStateException(impossible);
                }
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), own);
    }

    private static List<Path> jars(Path place) throws Quit {
        if (Files.isRegularFile(place)) {
            return List.of(place);
        }
        try (var files = Files.list(place)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new Quit(ExitCode.USAGE, VARIABLE + ": " + place + " (expected: a jar or a folder of jars)");
        }
    }
}
