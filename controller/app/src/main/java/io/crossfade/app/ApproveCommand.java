package io.crossfade.app;

import io.crossfade.server.ControlRequest;
import io.crossfade.server.Verb;
import picocli.CommandLine.Command;

@Command(name = "approve", description = "Gives the approval that a gate waits for.", mixinStandardHelpOptions = true)
final class ApproveCommand extends ControlCommand {

    ApproveCommand(Surroundings around) {
        super(around);
    }

    @Override
    ControlRequest request(String reason) {
        return ControlRequest.of(Verb.APPROVE, orWho(reason));
    }
}
