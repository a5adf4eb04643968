package io.crossfade.app;

import io.crossfade.core.plan.Plan;
import io.crossfade.server.ControlClient;
import io.crossfade.server.ControlReply;
import io.crossfade.server.ControlRequest;
import io.crossfade.server.StateFolder;
import io.crossfade.server.Verb;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "rollback",
        description = "All traffic to the baseline: by the running controller, or alone where none answers.",
        mixinStandardHelpOptions = true)
final class RollbackCommand implements Callable<Integer> {

    private static final Duration POLL = Duration.ofSeconds(1);

    /** Over and above what the plan allows a rollback and its drain. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private static final Duration WITHOUT_PLAN = Duration.ofSeconds(100);

    @Mixin
    private Target target;

    @Option(names = "--reason", defaultValue = "", description = "why, for the record")
    private String reason;

    @Option(names = "--force", description = "also onto a baseline that has no usable server")
    private boolean force;

    private final Surroundings around;

    RollbackCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws Quit {
        var adapters = Adapters.load(around.environment());
        var plan = target.plan(around, adapters);
        var folder = target.folder(around, plan);
        var byController = byController(folder, plan);
        if (byController.isPresent()) {
            return byController.getAsInt();
        }
        if (plan.isEmpty()) {
            throw new Quit(
                    ExitCode.PREFLIGHT_FAILED,
                    "no controller answers, nothing changed (expected: PLAN, to roll" + " back alone)");
        }
        return alone(plan.get(), adapters, folder);
    }

    /** The exit code of the controller; empty where none answers or it goes away before its end. */
    private OptionalInt byController(StateFolder folder, Optional<Plan> plan) throws Quit {
        try (var client = ControlClient.connect(folder.socket())) {
            var request =
                    new ControlRequest(Verb.ROLLBACK, ControlCommand.orWho(reason), false, force, OptionalInt.empty());
            var reply = client.ask(request, ControlCommand.ANSWER);
            around.tell((reply.ok() ? "" : "refused: ") + reply.text());
            return OptionalInt.of(end(client, reply, patience(plan)));
        } catch (IOException failure) {
            around.tell("no controller on " + folder.socket() + ": " + failure.getMessage());
            return OptionalInt.empty();
        }
    }

    private static Duration patience(Optional<Plan> plan) {
        return plan.map(known -> Schedule.rollbackReserve(known).plus(MARGIN)).orElse(WITHOUT_PLAN);
    }

    /** Waits for the controller's last line, asking now and then, so that neither side takes the other for gone. */
    private int end(ControlClient client, ControlReply first, Duration patience) throws IOException, Quit {
        long deadline = System.nanoTime() + patience.toNanos();
        var reply = first;
        while (reply.exit().isEmpty()) {
            var state = reply.status().getString("state", "");
            if (state.equals("holding")) {
                throw new Quit(
                        ExitCode.UNVERIFIED,
                        "not rolled back: " + reply.status().getString("reason", ""));
            }
            if (System.nanoTime() > deadline) {
                throw new Quit(
                        ExitCode.UNVERIFIED, "the controller has not ended within " + patience.toSeconds() + "s");
            }
            try {
                reply = client.next(POLL);
            } catch (ControlClient.SilentException silence) {
                reply = client.ask(ControlRequest.of(Verb.STATUS, ""), ControlCommand.ANSWER);
            }
        }
        around.tell(reply.text());
        return reply.exit().getAsInt();
    }

    private int alone(Plan plan, Adapters adapters, StateFolder folder) throws Quit {
        around.tell("rolling back alone");
        boolean verified = true;
        try (var fleet = Fleet.open(plan, adapters)) {
            for (var result : new StandaloneRollback(fleet, force, StandaloneRollback.PATIENCE).roll()) {
                verified &= result.verified();
                around.out()
                        .println(result.label() + ": "
                                + (result.verified()
                                        ? "the baseline has everything, verified"
                                        : "NOT verified: " + result.trouble()));
            }
        }
        if (verified) {
            LeftJournal.putAway(folder, plan, around);
            return ExitCode.ROLLED_BACK_BY_OPERATOR.code();
        }
        around.tell("act now, by hand:");
        WayBack.of(plan).forEach(around::tell);
        return ExitCode.UNVERIFIED.code();
    }
}
