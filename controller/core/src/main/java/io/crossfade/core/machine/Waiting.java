package io.crossfade.core.machine;

/** Before the first shift: the window is not open yet. */
record Waiting() implements State {

    @Override
    public String name() {
        return "waiting";
    }
}
