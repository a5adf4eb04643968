package io.crossfade.server;

import io.crossfade.core.machine.Event;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a controller can be asked over its control socket. */
public enum Verb {
    STATUS,
    HOLD,
    RESUME,
    APPROVE,
    PROMOTE,
    ROLLBACK,
    ADOPT;

    /** The verb as it is typed. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Verb> named(String word) {
        for (var verb : values()) {
            if (verb.word().equals(word)) {
                return Optional.of(verb);
            }
        }
        return Optional.empty();
    }

    /** All verbs, for messages. */
    static String words() {
        return Arrays.stream(values()).map(Verb::word).collect(Collectors.joining(", "));
    }

    /** What the machine is handed; empty for {@link #STATUS}, which only looks. */
    Optional<Event.Operator> event(ControlRequest request) {
        return switch (this) {
            case STATUS -> Optional.empty();
            case HOLD -> Optional.of(new Event.HoldRequested(request.reason()));
            case RESUME -> Optional.of(new Event.ResumeRequested(request.accept(), request.reason()));
            case APPROVE -> Optional.of(new Event.ApprovalGiven(request.reason(), request.step()));
            case PROMOTE -> Optional.of(new Event.PromoteRequested(request.reason(), request.step()));
            case ROLLBACK -> Optional.of(new Event.RollbackRequested(request.force(), request.reason()));
            case ADOPT -> Optional.of(new Event.AdoptRequested(request.reason()));
        };
    }
}
