package io.crossfade.nginx;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A listener that remembers what it was told, for another thread to read. */
final class RecordedLines implements LogStream.Listener {

    private final List<String> lines = new ArrayList<>();
    private final List<String> events = new ArrayList<>();

    @Override
    public synchronized void attached() {
        events.add("attached");
    }

    @Override
    public synchronized void detached(String why) {
        events.add("detached " + why);
    }

    @Override
    public void arrived() {}

    @Override
    public synchronized void line(byte[] bytes, int from, int to) {
        lines.add(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    synchronized List<String> events() {
        return List.copyOf(events);
    }
}
