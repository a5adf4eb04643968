package io.crossfade.core.port;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A source that tells what a test has it tell. */
public final class FakeSource implements SignalSource {

    private @Nullable SignalObserver observer;
    private boolean closed;

    @Override
    public void start(SignalObserver next) {
        observer = next;
    }

    /** Where to tell; to be asked for after the start. */
    public SignalObserver observer() {
        if (observer == null) {
            throw new IllegalStateException("source: not started (expected: started)");
        }
        return observer;
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public Duration latencyResolution() {
        return Duration.ZERO;
    }

    @Override
    public void close() {
        closed = true;
    }
}
