package io.crossfade.app;

import io.crossfade.server.ControlRequest;
import io.crossfade.server.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "promote",
        description = "Leaves the present step as soon as every guard passes, without waiting out its bake.",
        mixinStandardHelpOptions = true)
final class PromoteCommand extends ControlCommand {

    @Mixin
    private StepOption step;

    PromoteCommand(Surroundings around) {
        super(around);
    }

    @Override
    ControlRequest request(String reason) throws Quit {
        return ControlRequest.of(Verb.PROMOTE, orWho(reason)).ofStep(step.present());
    }
}
