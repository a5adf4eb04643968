package io.crossfade.app;

import io.crossfade.server.ControlRequest;
import io.crossfade.server.Verb;
import picocli.CommandLine.Command;

@Command(name = "hold", description = "Stays at the present split with all guards on.", mixinStandardHelpOptions = true)
final class HoldCommand extends ControlCommand {

    HoldCommand(Surroundings around) {
        super(around);
    }

    @Override
    ControlRequest request(String reason) {
        return ControlRequest.of(Verb.HOLD, orWho(reason));
    }
}
