package io.crossfade.nginx;

import io.crossfade.core.spi.Host;
import io.crossfade.core.spi.Initializer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Reads an NGINX's configuration, as NGINX prints it or, where it may not be asked, from the files, and proposes what
 * fits.
 */
final class NginxInitializer implements Initializer {

    private static final String USUAL = "/etc/nginx/nginx.conf";

    /** A plain user's PATH often has none of the folders that NGINX is installed in. */
    private static final List<String> PROGRAMS =
            List.of("nginx", "/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/local/nginx/sbin/nginx");

    private static final Duration LIMIT = Duration.ofSeconds(5);

    @Override
    public String example() {
        return USUAL;
    }

    @Override
    public String configFile(String place) {
        return place;
    }

    @Override
    public CompletionStage<Proposal> propose(Request request, Host host) {
        if (!request.place().matches(NginxSpec.PATH)) {
            return CompletableFuture.completedFuture(Proposal.refused(
                    List.of(),
                    List.of(request.place() + " (expected: the absolute path of nginx.conf, such as " + USUAL + ")"),
                    List.of()));
        }
        var vertx = host.get(Vertx.class).orElseThrow(() -> new IllegalStateException("host: no Vertx"));
        var workers = new Workers(vertx, host.loop(), "init " + request.place());
        return workers.run(() -> look(request))
                .exceptionally(failure -> Proposal.refused(
                        List.of(),
                        List.of(request.place() + ": " + Workers.cause(failure).getMessage()),
                        List.of()))
                .whenComplete((done, failure) -> workers.close());
    }

    /** Blocks: for a worker thread. */
    private static Proposal look(Request request) throws IOException {
        var seen = new ArrayList<String>();
        var program = PROGRAMS.get(0);
        for (var each : PROGRAMS) {
            var result = Command.run(List.of(each, "-T", "-c", request.place()), LIMIT);
            if (result.succeeded()) {
                seen.add(each + " -T -c " + request.place() + ": printed its configuration");
                return new NginxProposer(request, each, new Site(Configuration.parse(result.out())), seen).propose();
            }
            if (result.started()) {
                program = each;
                seen.add("warning " + each + " -T -c " + request.place() + ": " + result.words()
                        + "; reading its files instead");
                break;
            }
        }
        var files = ConfigurationFiles.read(Path.of(request.place()));
        return new NginxProposer(request, program, new Site(files), seen).propose();
    }
}
