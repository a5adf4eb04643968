package io.crossfade.app;

import io.crossfade.server.ControlRequest;
import io.crossfade.server.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "approve", description = "Gives the approval that a gate waits for.", mixinStandardHelpOptions = true)
final class ApproveCommand extends ControlCommand {

    @Mixin
    private StepOption step;

    ApproveCommand(Surroundings around) {
        super(around);
    }

    @Override
    ControlRequest request(String reason) throws Quit {
        return ControlRequest.of(Verb.APPROVE, orWho(reason)).ofStep(step.present());
    }
}
