package io.crossfade.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where one cutover keeps its control socket and its journal: a folder of its own user, closed to
 * everybody else. Whoever may enter it may steer the cutover.
 *
 * @param path the folder
 */
public record StateFolder(Path path) {

    /** The name of the control socket within the folder. */
    public static final String SOCKET = "control.sock";

    /** Linux holds 108 bytes for the path of a Unix socket, the last of them a zero. */
    static final int LONGEST_SOCKET_PATH = 107;

    private static final Pattern REMOTE =
            Pattern.compile("nfs.*|cifs|smb.*|9p|ceph|glusterfs|lustre|afs|ncpfs|fuse\\.(sshfs|glusterfs|s3fs).*");

    /**
     * The folder that a cutover has where nobody names another.
     *
     * @param environment the process's environment
     */
    public static StateFolder byDefault(String cutover, Map<String, String> environment) {
        var state = environment.get("XDG_STATE_HOME");
        var base = state != null && Path.of(state).isAbsolute()
                ? Path.of(state)
                : Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".local", "state");
        return new StateFolder(base.resolve("crossfade").resolve(cutover));
    }

    public static StateFolder of(Path given, String cutover, Map<String, String> environment) {
        return given.toString().isEmpty() ? byDefault(cutover, environment) : new StateFolder(given.toAbsolutePath());
    }

    public Path socket() {
        return path.resolve(SOCKET);
    }

    /** Creates the folder where it is absent; refuses one that is not this user's own, writable and on this path. */
    public void prepare() throws ShellException {
        try {
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            var fault = fault();
            if (fault.isPresent()) {
                throw new ShellException("state-dir: " + path + " (expected: " + fault.get() + ")");
            }
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException | UnsupportedOperationException failure) {
            throw new ShellException("state-dir: " + path + " cannot be used: " + failure, failure);
        }
        requireSocketPathFits();
    }

    /** True for a file system of another machine, where neither locks nor an fsync can be relied on. */
    static boolean isRemote(String fileSystem) {
        return REMOTE.matcher(fileSystem).matches();
    }

    private Optional<String> fault() throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of("a directory, not a file or a link");
        }
        if (!Files.isWritable(path)) {
            return Optional.of("a directory that this user can write");
        }
        var fileSystem = Files.getFileStore(path).type();
        if (isRemote(fileSystem)) {
            return Optional.of("a disk of this machine, not " + fileSystem);
        }
        // A file made here belongs to this process's user, whatever that user is called.
        var probe = Files.createTempFile(path, ".probe", "");
        try {
            var owner = Files.getOwner(path, LinkOption.NOFOLLOW_LINKS);
            return owner.equals(Files.getOwner(probe))
                    ? Optional.empty()
                    : Optional.of("owned by this user, not by " + owner.getName());
        } finally {
            Files.delete(probe);
        }
    }

    private void requireSocketPathFits() throws ShellException {
        int length = socket().toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_SOCKET_PATH) {
            throw new ShellException("state-dir: the path of its socket " + socket() + " has " + length
                    + " bytes (expected: <= " + LONGEST_SOCKET_PATH + "; name a shorter --state-dir)");
        }
    }
}
