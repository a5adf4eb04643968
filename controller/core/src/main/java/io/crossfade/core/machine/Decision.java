package io.crossfade.core.machine;

import java.util.List;
import java.util.Optional;

/**
 * What the machine made of one event. The order of duty is: journal, then commands, then notices; commands that only
 * lower the candidate's share go out without waiting for the journal.
 *
 * @param next where the cutover stands now
 * @param commands what to do, in this order
 * @param notices what to tell people, in this order
 * @param refusal present where a person asked for what can not be done, with the reason
 */
public record Decision(Cutover next, List<Command> commands, List<Notice> notices, Optional<String> refusal) {

    public Decision {
        commands = List.copyOf(commands);
        notices = List.copyOf(notices);
    }
}
