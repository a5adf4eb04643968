package io.crossfade.server;

import io.crossfade.core.machine.Decision;
import io.crossfade.core.machine.Notice;
import io.crossfade.core.reactor.Reactor;
import io.vertx.core.json.JsonObject;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Answers requests by handing them to a reactor; to be called on its loop. */
public final class Controls {

    private final Reactor reactor;
    private final Supplier<JsonObject> status;

    /**
     * A way to steer {@code reactor}.
     *
     * @param status where the cutover stands now, as {@link StatusView} writes it
     */
    public Controls(Reactor reactor, Supplier<JsonObject> status) {
        this.reactor = reactor;
        this.status = status;
    }

    /** Completes with the answer, never exceptionally. */
    CompletionStage<ControlReply> handle(ControlRequest request) {
        var event = request.verb().event(request);
        if (event.isEmpty()) {
            return CompletableFuture.completedFuture(
                    reply(true, reactor.cutover().state().name()));
        }
        return reactor.submit(event.get())
                .handle((decision, failure) ->
                        failure == null ? answer(decision) : reply(false, String.valueOf(failure.getMessage())));
    }

    private ControlReply answer(Decision decision) {
        return decision.refusal().isPresent()
                ? reply(false, decision.refusal().get())
                : reply(true, decision.notices().stream().map(Notice::text).collect(Collectors.joining("; ")));
    }

    /** The last line to everybody who is still connected. */
    ControlReply ended(int exit, String text) {
        return new ControlReply(exit == 0, text, status.get(), OptionalInt.of(exit));
    }

    private ControlReply reply(boolean ok, String text) {
        return new ControlReply(ok, text, status.get(), OptionalInt.empty());
    }
}
