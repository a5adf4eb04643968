package io.crossfade.planfile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where plan files and the files that they refer to are read from. */
@FunctionalInterface
public interface FileSource {

    /** The file system. */
    FileSource SYSTEM = (path, most) -> {
        try (var stream = Files.newInputStream(path)) {
            return stream.readNBytes(most);
        }
    };

    /**
     * The file's first bytes.
     *
     * @param most the most bytes to return, so that a file without end can be told from a small one
     * @throws IOException where the file cannot be read
     */
    byte[] read(Path path, int most) throws IOException;
}
