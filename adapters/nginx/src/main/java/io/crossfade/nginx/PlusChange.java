package io.crossfade.nginx;

import io.crossfade.core.port.Applying;
import io.crossfade.core.port.Loop;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.Write;
import io.crossfade.core.port.WriteResult;
import io.crossfade.core.weights.WeightModel;
import io.crossfade.core.weights.Weights;
import io.crossfade.nginx.PlusSight.Sighting;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One write: the servers' numbers asked for, one change after the other, read back. It stops at its time limit and where
 * a newer write overtakes it; what is on its way then is waited for, and nothing more is sent. On the loop only.
 *
 * <p>The way back to the baseline depends on as little as can be: on the list of the servers, of which one may be gone,
 * and on no weight. A refusal does not end it, but no server of the candidate is taken down before one of the baseline
 * was brought up.
 */
final class PlusChange {

    /** What the router knows beside it. */
    interface Knowledge {

        /** What the servers are worth, as the first reading showed; null before it. */
        @Nullable Weights bases();

        /** Takes a state in and makes a reading of it. */
        Reading taken(PlusState state, PlusReading seen);
    }

    private final PlusSpec spec;
    private final PlusApi api;
    private final PlusSight sight;
    private final Knowledge knowledge;
    private final Write write;
    private final CompletableFuture<WriteResult> outcome = new CompletableFuture<>();
    private final CompletableFuture<Boolean> settled = new CompletableFuture<>();
    private final Loop.Timer deadline;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final Deque<Patch> left = new ArrayDeque<>();
    private final List<String> refusals = new ArrayList<>();
    private Optional<WeightModel> model = Optional.empty();
    private int accepted;
    private int sent;

    PlusChange(PlusSpec spec, PlusApi api, Loop loop, Knowledge knowledge, Write write, Duration limit) {
        this.spec = spec;
        this.api = api;
        this.sight = new PlusSight(spec, api);
        this.knowledge = knowledge;
        this.write = write;
        this.deadline = loop.schedule(
                limit, () -> outcome.complete(new WriteResult.Unknown("no answer within " + limit.toMillis() + " ms")));
    }

    Write write() {
        return write;
    }

    Applying applying() {
        return new Applying(outcome, settled);
    }

    boolean isRunning() {
        return !outcome.isDone();
    }

    Applying begin() {
        if (write.split().candidate().isNone()) {
            api.get(spec.serversPath(), PlusApi.PATIENCE).thenAccept(this::listed);
        } else {
            sight.look(PlusApi.PATIENCE).thenAccept(this::seen);
        }
        return applying();
    }

    /** A newer write takes over: nothing more is sent. */
    void overtake() {
        outcome.complete(
                sent == 0
                        ? new WriteResult.NotSent("overtaken by a newer write")
                        : new WriteResult.Unknown("overtaken by a newer write"));
    }

    private void listed(PlusAnswer answer) {
        if (hasEnded(answer)) {
            return;
        }
        if (!(answer instanceof PlusAnswer.Whole whole) || !(whole.json() instanceof JsonArray list)) {
            end(nothingSent(answer), answer.isOver());
            return;
        }
        try {
            left.addAll(wayBack(JsonValues.objects(list)));
            next();
        } catch (IllegalArgumentException | ArithmeticException e) {
            end(new WriteResult.NotSent("servers: not understood: " + e.getMessage()), true);
        }
    }

    private List<Patch> wayBack(List<JsonObject> servers) {
        Map<String, JsonObject> byAddress = new LinkedHashMap<>();
        for (var server : servers) {
            byAddress.put(JsonValues.text(server, "server"), server);
            numbers.put(JsonValues.text(server, "server"), Math.toIntExact(JsonValues.number(server, "id")));
        }
        var bases = knowledge.bases();
        boolean allDown = spec.baseline().stream().allMatch(address -> isDown(byAddress.get(address)));
        var wanted = new ArrayList<String>();
        var weights = new ArrayList<Patch>();
        for (int index = 0; index < spec.baseline().size(); index++) {
            var address = spec.baseline().get(index);
            int base = bases == null ? 0 : bases.baseline().get(index);
            if (base > 0) {
                weights.add(Patch.weight(address, base));
            }
            if (base > 0 || (bases == null && (allDown || !isDown(byAddress.get(address))))) {
                wanted.add(address);
            }
        }
        var patches = new ArrayList<>(Patch.wayBack(wanted, spec.candidate()));
        patches.addAll(weights);
        return patches;
    }

    private static boolean isDown(@Nullable JsonObject server) {
        return server == null || JsonValues.flag(server, "down");
    }

    private void seen(Sighting sighting) {
        if (sighting instanceof Sighting.Unseen unseen) {
            if (!hasEnded(unseen.answer())) {
                end(nothingSent(unseen.answer()), unseen.answer().isOver());
            }
            return;
        }
        if (settledBefore(true)) {
            return;
        }
        try {
            var state = ((Sighting.Seen) sighting).state();
            var seen = PlusReading.of(spec, state);
            knowledge.taken(state, seen);
            state.servers().forEach(server -> numbers.put(server.address(), server.id()));
            var bases = knowledge.bases();
            var terms = seen.model(bases == null ? seen.bases() : bases);
            model = Optional.of(terms);
            left.addAll(Patch.towards(
                    terms, seen.weights(), terms.weights(write.split().candidate())));
            next();
        } catch (IllegalArgumentException e) {
            end(new WriteResult.NotSent(String.valueOf(e.getMessage())), true);
        }
    }

    private void next() {
        var patch = left.poll();
        if (patch == null) {
            sight.look(PlusApi.PATIENCE).thenAccept(this::readBack);
        } else if (patch.takesDown()
                && accepted == 0
                && write.split().candidate().isNone()) {
            end(new WriteResult.Refused("no server of the baseline came up: " + String.join("; ", refusals)), true);
        } else if (numbers.containsKey(patch.server())) {
            sent++;
            api.patch(spec.serversPath() + numbers.get(patch.server()), patch.body())
                    .thenAccept(answer -> answered(patch, answer));
        } else {
            refused("server " + patch.server() + ": not in the group");
        }
    }

    private void answered(Patch patch, PlusAnswer answer) {
        if (hasEnded(answer)) {
            return;
        }
        if (answer instanceof PlusAnswer.Whole whole) {
            if (whole.json() instanceof JsonObject server && patch.server().equals(server.getValue("server"))) {
                accepted++;
                next();
            } else {
                end(new WriteResult.Unknown("server " + patch.server() + ": answered as another"), true);
            }
        } else if (answer instanceof PlusAnswer.Refused refused) {
            refused("server " + patch.server() + ": " + refused.reason());
        } else if (answer instanceof PlusAnswer.NotSent notSent && accepted == 0) {
            end(new WriteResult.NotSent(notSent.reason()), true);
        } else {
            end(new WriteResult.Unknown(answer.trouble()), answer.isOver());
        }
    }

    private void refused(String reason) {
        refusals.add(reason);
        if (write.split().candidate().isNone()) {
            next();
        } else if (accepted == 0) {
            end(new WriteResult.Refused(reason), true);
        } else {
            end(new WriteResult.Unknown(reason + "; " + accepted + " changes were made before"), true);
        }
    }

    private void readBack(Sighting sighting) {
        if (settledBefore(true)) {
            return;
        }
        if (sighting instanceof Sighting.Unseen unseen) {
            end(
                    new WriteResult.Unknown(
                            "written, then not read: " + unseen.answer().trouble()),
                    true);
        } else {
            end(concluded(((Sighting.Seen) sighting).state()), true);
        }
    }

    /**
     * A share below the aim with the weights as written is what servers that were lost leave of it: as asked. More than
     * the aim is not, whoever was lost.
     */
    private WriteResult concluded(PlusState state) {
        try {
            var seen = PlusReading.of(spec, state);
            var reading = knowledge.taken(state, seen);
            if (!refusals.isEmpty()) {
                return new WriteResult.Refused(refusals.get(0));
            }
            var asked = write.split().candidate();
            var aim = model.map(terms -> terms.achieved(asked)).orElse(asked.exactly());
            boolean asWritten = model.filter(terms -> seen.weights().equals(terms.weights(asked)))
                    .isPresent();
            boolean less = asWritten && !reading.share().exceeds(aim);
            return new WriteResult.Applied(reading, less ? reading.share() : aim);
        } catch (IllegalArgumentException e) {
            return new WriteResult.Unknown("written, then not understood: " + e.getMessage());
        }
    }

    private static WriteResult nothingSent(PlusAnswer answer) {
        return answer instanceof PlusAnswer.Refused refused
                ? new WriteResult.Refused(refused.reason())
                : new WriteResult.NotSent(answer.trouble().isEmpty() ? "servers: not a list" : answer.trouble());
    }

    /** Where the outcome has been told already, this answer was the last thing that was waited for. */
    private boolean hasEnded(PlusAnswer answer) {
        return settledBefore(answer.isOver());
    }

    private boolean settledBefore(boolean over) {
        if (outcome.isDone()) {
            deadline.cancel();
            settled.complete(over);
        }
        return outcome.isDone();
    }

    private void end(WriteResult result, boolean over) {
        outcome.complete(result);
        settledBefore(over);
    }
}
