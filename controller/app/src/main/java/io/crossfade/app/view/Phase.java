package io.crossfade.app.view;

import java.util.Locale;

/** What a cutover is doing, in the words of the head line. */
public enum Phase {
    WAITING(Tone.PLAIN),
    RECOVERING(Tone.WARN),
    SHIFTING(Tone.STRONG),
    BAKING(Tone.STRONG),
    AWAITING_APPROVAL(Tone.WARN),
    HELD(Tone.WARN),
    RESTORING(Tone.WARN),
    ROLLING_BACK(Tone.BAD),
    DRAINING(Tone.STRONG),
    PROMOTED(Tone.GOOD),
    ROLLED_BACK(Tone.BAD),
    ROLLED_BACK_BY_OPERATOR(Tone.WARN),
    ENDED_HELD(Tone.WARN),
    UNVERIFIED(Tone.BAD),
    /** A controller of a later release says something that this one does not know. */
    UNKNOWN(Tone.WARN);

    private final Tone tone;

    Phase(Tone tone) {
        this.tone = tone;
    }

    Tone tone() {
        return tone;
    }

    String words() {
        return switch (this) {
            case ROLLED_BACK -> "ROLLED BACK, VERIFIED";
            case ROLLED_BACK_BY_OPERATOR -> "ROLLED BACK BY THE OPERATOR, VERIFIED";
            case ENDED_HELD -> "ENDED, HELD";
            case PROMOTED -> "PROMOTED, VERIFIED";
            case UNVERIFIED -> "NOT VERIFIED: ACT NOW";
            default -> name().replace('_', ' ');
        };
    }

    /** True once the cutover has ended. */
    public boolean isEnd() {
        return switch (this) {
            case PROMOTED, ROLLED_BACK, ROLLED_BACK_BY_OPERATOR, ENDED_HELD, UNVERIFIED -> true;
            default -> false;
        };
    }

    /** The phase that a controller's state and, where it has ended, its ending stand for. */
    static Phase of(String state, String ending) {
        return switch (state) {
            case "awaiting-gate" -> AWAITING_APPROVAL;
            case "holding" -> HELD;
            case "ended" -> ending.equals("held") ? ENDED_HELD : named(ending);
            default -> named(state);
        };
    }

    private static Phase named(String word) {
        var name = word.toUpperCase(Locale.ROOT).replace('-', '_');
        for (var phase : values()) {
            if (phase.name().equals(name)) {
                return phase;
            }
        }
        return UNKNOWN;
    }
}
