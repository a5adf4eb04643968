package io.crossfade.nginx;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Looks at an NGINX Plus and at one upstream group. NGINX itself is asked for at both ends of a look, so that what came
 * between belongs to one life of it.
 */
final class PlusSight {

    private static final String NGINX = "/nginx";

    /** What a look showed. */
    sealed interface Sighting {

        /** All of it. */
        record Seen(PlusState state) implements Sighting {}

        /** An answer that did not help. */
        record Unseen(PlusAnswer answer) implements Sighting {}
    }

    private final PlusApi api;
    private final List<String> paths;

    PlusSight(PlusSpec spec, PlusApi api) {
        this.api = api;
        this.paths = List.of(NGINX, spec.serversPath(), spec.upstreamPath(), NGINX);
    }

    /** Looks once; each question is given up on after {@code patience}. Never completes exceptionally. */
    CompletionStage<Sighting> look(Duration patience) {
        var sighting = new CompletableFuture<Sighting>();
        ask(new ArrayList<>(), patience, sighting);
        return sighting;
    }

    private void ask(List<Object> got, Duration patience, CompletableFuture<Sighting> sighting) {
        if (got.size() == paths.size()) {
            sighting.complete(judged(got));
            return;
        }
        api.get(paths.get(got.size()), patience).thenAccept(answer -> {
            if (answer instanceof PlusAnswer.Whole whole) {
                got.add(whole.json());
                ask(got, patience, sighting);
            } else {
                sighting.complete(new Sighting.Unseen(answer));
            }
        });
    }

    private static Sighting judged(List<Object> got) {
        try {
            var first = object(got.get(0));
            var incarnation = PlusState.incarnation(first);
            if (!incarnation.equals(PlusState.incarnation(object(got.get(3))))) {
                return unseen("NGINX was reloaded in between");
            }
            if (!(got.get(1) instanceof JsonArray servers)) {
                return unseen("servers: not a list");
            }
            return new Sighting.Seen(new PlusState(
                    incarnation, PlusState.version(first), PlusState.servers(servers, object(got.get(2)))));
        } catch (IllegalArgumentException | ArithmeticException e) {
            return unseen("not understood: " + e.getMessage());
        }
    }

    private static JsonObject object(Object json) {
        if (json instanceof JsonObject object) {
            return object;
        }
        throw new IllegalArgumentException("answer: a list (expected: an object)");
    }

    private static Sighting unseen(String why) {
        return new Sighting.Unseen(new PlusAnswer.Cut(why, true));
    }
}
