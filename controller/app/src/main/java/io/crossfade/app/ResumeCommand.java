package io.crossfade.app;

import io.crossfade.server.ControlRequest;
import io.crossfade.server.Verb;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "resume", description = "Goes on after a hold.", mixinStandardHelpOptions = true)
final class ResumeCommand extends ControlCommand {

    @Option(
            names = "--accept",
            description = "leave the step although guards are inconclusive, never where one fails; needs a reason")
    private boolean accept;

    ResumeCommand(Surroundings around) {
        super(around);
    }

    @Override
    ControlRequest request(String reason) throws Quit {
        var why = accept ? required(reason, "resume --accept") : orWho(reason);
        return new ControlRequest(Verb.RESUME, why, accept, false, OptionalInt.empty());
    }
}
