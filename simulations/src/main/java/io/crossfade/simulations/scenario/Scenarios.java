package io.crossfade.simulations.scenario;

import io.crossfade.planfile.FileSource;
import io.crossfade.planfile.ShapedFile;
import io.crossfade.planfile.ShapedReader;
import java.nio.file.Path;
import java.util.Optional;

/** Reads scenario files, as strictly as plan files are read. */
public final class Scenarios {

    private final ShapedReader<Scenario> reader =
            new ShapedReader<>(ScenarioShape.shape(), "a scenario", name -> Optional.empty(), FileSource.SYSTEM);

    /** Reads a file; one that cannot be read is invalid. */
    public ShapedFile<Scenario> read(Path path) {
        return reader.read(path);
    }

    /**
     * Reads a scenario that is already there.
     *
     * @param name what messages call the text
     */
    public ShapedFile<Scenario> read(String name, String text) {
        return reader.read(name, text);
    }
}
