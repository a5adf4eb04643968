package io.crossfade.app;

import io.crossfade.server.ControlRequest;
import io.crossfade.server.Verb;
import picocli.CommandLine.Command;

@Command(
        name = "promote",
        description = "Leaves the present step as soon as every guard passes, without waiting out its bake.",
        mixinStandardHelpOptions = true)
final class PromoteCommand extends ControlCommand {

    PromoteCommand(Surroundings around) {
        super(around);
    }

    @Override
    ControlRequest request(String reason) {
        return ControlRequest.of(Verb.PROMOTE, orWho(reason));
    }
}
