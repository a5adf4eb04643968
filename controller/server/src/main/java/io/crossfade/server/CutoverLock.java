package io.crossfade.server;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Keeps a second controller of this host away from the same load balancers, whatever its plan and its state folder are
 * called. One file for each load balancer, named after the hash of its identity, so that two plans which share only one
 * of theirs keep each other out too. The lock is the operating system's: it ends with the process, however that ends.
 *
 * <p>The files stay when the lock ends: removing one would let two controllers hold two files of one name.
 */
public final class CutoverLock implements AutoCloseable {

    private static final int MOST_READ = 4096;

    private final List<FileChannel> channels = new ArrayList<>();

    private CutoverLock() {}

    /** Another controller has it. */
    public static final class TakenException extends Exception {

        private static final long serialVersionUID = 1L;

        TakenException(String message) {
            super(message);
        }
    }

    /** Where the locks of this host are: a place that every user shares. */
    public static Path folder() {
        var shared = Path.of("/run/lock");
        return Files.isDirectory(shared) && Files.isWritable(shared)
                ? shared
                : Path.of(System.getProperty("java.io.tmpdir"));
    }

    /**
     * Takes the lock of every identity, in a defined order, or of none.
     *
     * @param identities of the load balancers
     * @param cutover the name that the next one is told
     * @throws TakenException naming who has it
     */
    public static CutoverLock acquire(Path folder, List<String> identities, String cutover, StateFolder state)
            throws TakenException, ShellException {
        var owner = new JsonObject()
                .put("pid", ProcessHandle.current().pid())
                .put("cutover", cutover)
                .put("state-dir", state.path().toString());
        var lock = new CutoverLock();
        boolean complete = false;
        try {
            for (var identity : identities.stream().sorted().distinct().toList()) {
                lock.add(folder.resolve("crossfade-" + hash(identity) + ".lock"), owner);
            }
            complete = true;
            return lock;
        } finally {
            if (!complete) {
                lock.close();
            }
        }
    }

    private void add(Path file, JsonObject owner) throws TakenException, ShellException {
        try {
            var channel = open(file);
            channels.add(channel);
            if (!locks(channel)) {
                throw new TakenException("another controller holds the cutover: " + read(channel));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(owner.encode().getBytes(StandardCharsets.UTF_8)), 0);
        } catch (IOException failure) {
            throw new ShellException("lock: " + file + " cannot be taken: " + failure, failure);
        }
    }

    private static boolean locks(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException held) {
            return false;
        }
    }

    /**
     * Everybody may write it, since the next controller may be another user's; what stands in it is only ever shown.
     * An existing file is opened without asking to create it: in a folder that all may write the kernel refuses that
     * for a file of another user.
     */
    private static FileChannel open(Path file) throws IOException {
        Set<OpenOption> existing = Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return FileChannel.open(file, existing);
        }
        try {
            Files.createFile(file);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        } catch (java.nio.file.FileAlreadyExistsException raced) {
            return FileChannel.open(file, existing);
        }
        return FileChannel.open(file, existing);
    }

    private static String read(FileChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate(MOST_READ);
        channel.read(bytes, 0);
        var text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        try {
            var owner = new JsonObject(text);
            return "pid " + owner.getValue("pid") + ", cutover " + owner.getValue("cutover") + ", state-dir "
                    + owner.getValue("state-dir");
        } catch (RuntimeException notYetWritten) {
            return "it has not said who it is";
        }
    }

    /** The name that a load balancer's identity has on this host's disks, which need not know it. */
    public static String hash(String identity) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    @Override
    public void close() {
        for (var channel : channels) {
            try {
                channel.close();
            } catch (IOException ignored) {
                // The lock ends with the process at the latest.
            }
        }
        channels.clear();
    }
}
