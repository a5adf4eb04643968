package io.crossfade.server.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Segments in memory, on a disk that fails as a test has it fail. */
final class FakeStorage implements Storage {

    static final String FULL = "No space left on device";

    private final Map<String, ByteArrayOutputStream> files = new TreeMap<>();
    private int room = Integer.MAX_VALUE;
    private int atOnce = Integer.MAX_VALUE;
    private boolean reserved;
    private boolean forceFails;
    private int forced;

    /** How many bytes there is room for beside what is there. */
    void room(int bytes) {
        room = bytes;
    }

    /** How many bytes one write takes at most. */
    void atOnce(int bytes) {
        atOnce = bytes;
    }

    /** Whether fsync fails from now on. */
    void forceFails(boolean fails) {
        forceFails = fails;
    }

    /** How often something was made durable. */
    int forced() {
        return forced;
    }

    boolean reserved() {
        return reserved;
    }

    List<String> names() {
        return List.copyOf(files.keySet());
    }

    byte[] content(String name) {
        return Objects.requireNonNull(files.get(name), name).toByteArray();
    }

    List<Segment> segments() {
        var segments = new ArrayList<Segment>();
        files.forEach((name, bytes) -> segments.add(Segment.parse(name, bytes.toByteArray())));
        return segments;
    }

    Recorded recorded() throws DamagedJournalException {
        return JournalReader.read(segments());
    }

    @Override
    public Output create(String name) throws IOException {
        if (files.containsKey(name)) {
            throw new IOException(name + " exists");
        }
        var bytes = new ByteArrayOutputStream();
        files.put(name, bytes);
        return new Output() {
            @Override
            public void write(ByteBuffer source) throws IOException {
                if (room == 0) {
                    throw new IOException(FULL);
                }
                int length = Math.min(Math.min(room, atOnce), source.remaining());
                for (int i = 0; i < length; i++) {
                    bytes.write(source.get());
                }
                take(length);
            }

            @Override
            public void force() throws IOException {
                if (forceFails) {
                    throw new IOException("Input/output error");
                }
                forced++;
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }

    private void take(int bytes) {
        if (room != Integer.MAX_VALUE) {
            room -= bytes;
        }
    }

    @Override
    public void delete(String name) {
        files.remove(name);
    }

    @Override
    public void reserve() throws IOException {
        if (reserved) {
            return;
        }
        if (room < RESERVE) {
            throw new IOException(FULL);
        }
        take(RESERVE);
        reserved = true;
    }

    @Override
    public void release() {
        if (reserved && room != Integer.MAX_VALUE) {
            room += RESERVE;
        }
        reserved = false;
    }

    @Override
    public long bytes() {
        return files.values().stream().mapToLong(ByteArrayOutputStream::size).sum();
    }

    @Override
    public boolean isFull(IOException failure) {
        return FULL.equals(failure.getMessage());
    }
}
