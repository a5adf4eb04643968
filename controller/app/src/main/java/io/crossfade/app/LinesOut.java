package io.crossfade.app;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Hands what is written on as whole lines, so that a log does not write over a picture. Bounded. */
final class LinesOut extends OutputStream {

    private static final int LONGEST = 4096;

    private final Consumer<String> lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LinesOut(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public synchronized void write(int value) {
        if (value != '\n') {
            line.write(value);
        }
        if (value == '\n' || line.size() >= LONGEST) {
            lines.accept(line.toString(StandardCharsets.UTF_8));
            line.reset();
        }
    }
}
