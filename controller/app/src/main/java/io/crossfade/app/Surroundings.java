package io.crossfade.app;

import io.crossfade.server.CutoverLock;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command meets outside of itself, so that tests can stand in for it.
 *
 * @param out for data
 * @param err for messages
 * @param environment the process's environment
 * @param terminal the person at the other end, if there is one
 * @param locks where the locks of this host are
 */
record Surroundings(PrintStream out, PrintStream err, Map<String, String> environment, Terminal terminal, Path locks) {

    static Surroundings ofProcess() {
        return new Surroundings(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                System.getenv(),
                Terminal.ofProcess(),
                CutoverLock.folder());
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** Tells a person something, one line or several. */
    void tell(String message) {
        err.println(message);
    }
}
