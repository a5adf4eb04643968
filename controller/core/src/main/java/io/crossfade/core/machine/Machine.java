package io.crossfade.core.machine;

/** The decision core. */
public final class Machine {

    private Machine() {}
}
