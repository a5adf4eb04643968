package io.crossfade.app;

import io.crossfade.server.ControlClient;
import io.crossfade.server.ControlReply;
import io.crossfade.server.ControlRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A word to a running controller, and its answer. */
abstract class ControlCommand implements Callable<Integer> {

    /** A controller that takes longer is stuck. */
    static final Duration ANSWER = Duration.ofSeconds(5);

    @Mixin
    private Target target;

    @Option(names = "--reason", defaultValue = "", description = "why, for the record")
    private String reason;

    private final Surroundings around;

    ControlCommand(Surroundings around) {
        this.around = around;
    }

    /** What is asked. */
    abstract ControlRequest request(String reason) throws Quit;

    @Override
    public Integer call() throws Quit {
        var request = request(reason);
        var plan = target.plan(around, Adapters.load(around.environment()));
        var folder = target.folder(around, plan);
        ControlReply reply;
        try (var client = ControlClient.connect(folder.socket())) {
            reply = client.ask(request, ANSWER);
        } catch (IOException failure) {
            throw new Quit(
                    ExitCode.PREFLIGHT_FAILED,
                    "no controller answers on " + folder.socket() + ": " + failure.getMessage());
        }
        if (!reply.ok()) {
            throw new Quit(ExitCode.USAGE, "refused: " + reply.text());
        }
        around.out().println(reply.text());
        return ExitCode.DONE.code();
    }

    /** The reason that was given, or who is asking. */
    static String orWho(String reason) {
        return reason.isEmpty() ? "asked for by " + System.getProperty("user.name", "unknown") : reason;
    }

    static String required(String reason, String verb) throws Quit {
        if (reason.isEmpty()) {
            throw new Quit(ExitCode.USAGE, verb + ": no reason (expected: --reason)");
        }
        return reason;
    }
}
