package io.crossfade.server.journal;

import java.io.Serial;

/** A journal that cannot be believed: a record before its end is damaged, missing or of an unknown kind. */
public final class DamagedJournalException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String file;
    private final int line;
    private final long offset;
    private final boolean nothingBegun;

    DamagedJournalException(String file, int line, long offset, String what) {
        this(file, line, offset, what, false);
    }

    DamagedJournalException(String file, int line, long offset, String what, boolean nothingBegun) {
        super(file + ", line " + line + ", byte " + offset + ": " + what);
        this.nothingBegun = nothingBegun;
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

    /**
     * True where all that there is is a first record that never became whole. Since that record is durable before
     * anything else happens, nothing was done.
     */
    public boolean nothingBegun() {
        return nothingBegun;
    }
}
