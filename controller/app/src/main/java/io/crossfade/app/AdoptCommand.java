package io.crossfade.app;

import io.crossfade.server.ControlRequest;
import io.crossfade.server.Verb;
import picocli.CommandLine.Command;

@Command(
        name = "adopt",
        description = "Takes the split that another hand has set for the present one; needs a reason.",
        mixinStandardHelpOptions = true)
final class AdoptCommand extends ControlCommand {

    AdoptCommand(Surroundings around) {
        super(around);
    }

    @Override
    ControlRequest request(String reason) throws Quit {
        return ControlRequest.of(Verb.ADOPT, required(reason, "adopt"));
    }
}
