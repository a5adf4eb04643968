package io.crossfade.server.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Where segments are kept: a folder, or a test's idea of one that fails. */
interface Storage {

    /** How much is kept free for a rollback's records, in bytes: some hundred records. */
    int RESERVE = 256 << 10;

    /** Creates a segment that is not there yet; on return its name outlives a loss of power. */
    Output create(String name) throws IOException;

    /** Takes away a segment that nothing of was promised. */
    void delete(String name) throws IOException;

    /** Takes hold of {@link #RESERVE} bytes; does nothing where they are held. */
    void reserve() throws IOException;

    /** Lets go of them. */
    void release() throws IOException;

    /** How many bytes the segments have. */
    long bytes() throws IOException;

    /** True where {@code failure} says that there is no room. */
    boolean isFull(IOException failure);

    /** A segment that is open for writing at its end. */
    interface Output extends Closeable {

        /** Writes some of {@code bytes}, at least one. */
        void write(ByteBuffer bytes) throws IOException;

        /** Makes what was written outlive a loss of power. */
        void force() throws IOException;
    }
}
