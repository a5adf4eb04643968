package io.crossfade.server.journal;

import java.io.Serial;

/** A journal that cannot be believed: a record before its end is damaged, missing or of an unknown kind. */
public final class DamagedJournalException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String file;
    private final int line;
    private final long offset;

    DamagedJournalException(String file, int line, long offset, String what) {
        super(file + ", line " + line + ", byte " + offset + ": " + what);
        this.file = file;
        this.line = line;
        this.offset = offset;
    }

    /** The segment. */
    public String file() {
        return file;
    }

    /** The line within it, from 1. */
    public int line() {
        return line;
    }

    /** The first byte of that line, from 0. */
    public long offset() {
        return offset;
    }
}
