package io.crossfade.nginx;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the master writes its process id and its complaints: the plan says, or the configuration, or how NGINX was
 * built. Asked for once; for several threads.
 */
final class Places {

    private static final String USUAL = "/run/nginx.pid";

    private final NginxSpec spec;
    private @Nullable Path pidFile;
    private @Nullable Path errorLog;

    Places(NginxSpec spec) {
        this.spec = spec;
    }

    /** The file with the master's process id. The first call asks NGINX, which blocks. */
    synchronized Path pidFile() {
        ask();
        var known = pidFile;
        return known == null ? spec.pid().map(Path::of).orElse(Path.of(USUAL)) : known;
    }

    /** The error log; empty where it is not known. The first call asks NGINX, which blocks. */
    synchronized Optional<Path> errorLog() {
        ask();
        return Optional.ofNullable(errorLog);
    }

    /** What could not be asked for is asked for again at the next call. */
    private void ask() {
        if (pidFile != null) {
            return;
        }
        var configuration = Dump.take(spec).configuration();
        errorLog = configuration
                .flatMap(read -> read.argument("error_log"))
                .flatMap(Places::absolute)
                .orElse(null);
        pidFile = spec.pid()
                .or(() -> configuration.flatMap(read -> read.argument("pid")))
                .flatMap(Places::absolute)
                .or(() -> configuration.isEmpty()
                        ? Optional.empty()
                        : Build.of(spec).flatMap(Build::pidFile).map(Path::of))
                .orElse(null);
    }

    private static Optional<Path> absolute(String name) {
        return name.startsWith("/") ? Optional.of(Path.of(name)) : Optional.empty();
    }
}
