package io.crossfade.server;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Where the verbs of the command line reach a running controller: a Unix socket that only its own user can open, one
 * line of JSON for a request and one for its answer. Who may open it is the file system's business.
 *
 * <p>To be used on the controller's loop. Holds its server in a field: one that nobody refers to is collected with its
 * connections.
 */
public final class ControlSocket {

    /** More clients than this at once are turned away. */
    static final int MOST_CONNECTIONS = 16;

    private static final int IDLE_SECONDS = 120;

    private final Path path;
    private final Controls controls;
    private final NetServer server;
    private final Set<ControlConnection> connections = new LinkedHashSet<>();

    private ControlSocket(Vertx vertx, Path path, Controls controls) {
        this.path = path;
        this.controls = controls;
        server = vertx.createNetServer(
                new NetServerOptions().setIdleTimeout(IDLE_SECONDS).setIdleTimeoutUnit(TimeUnit.SECONDS));
        server.connectHandler(this::connected);
    }

    /**
     * Listens in {@code folder}, which must have been prepared and is closed to others, so that nobody can connect
     * before the socket file has its own permissions.
     */
    public static Future<ControlSocket> open(Vertx vertx, StateFolder folder, Controls controls) {
        var socket = new ControlSocket(vertx, folder.socket(), controls);
        return socket.server
                .listen(SocketAddress.domainSocketAddress(folder.socket().toString()))
                .map(listening -> socket.closedToOthers());
    }

    /**
     * Removes the socket file of a controller that is gone. Blocks for a moment; refuses where one answers.
     */
    public static void removeStale(StateFolder folder) throws ShellException, CutoverLock.TakenException {
        var path = folder.socket();
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (ControlClient.answers(path)) {
            throw new CutoverLock.TakenException("another controller answers on " + path);
        }
        try {
            Files.delete(path);
        } catch (IOException failure) {
            throw new ShellException("control socket: " + path + " cannot be removed: " + failure, failure);
        }
    }

    private ControlSocket closedToOthers() {
        try {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            return this;
        } catch (IOException failure) {
            throw new IllegalStateException("control socket: " + path + " cannot be closed to others", failure);
        }
    }

    private void connected(NetSocket socket) {
        var connection = new ControlConnection(socket, controls::handle);
        if (connections.size() >= MOST_CONNECTIONS) {
            connection.end(ControlReply.refused("connections: " + MOST_CONNECTIONS + " already (expected: fewer)"));
            return;
        }
        connections.add(connection);
        socket.closeHandler(gone -> {
            connection.closed();
            connections.remove(connection);
        });
        socket.exceptionHandler(broken -> socket.close());
        connection.start();
    }

    /** Tells every client how the cutover ended, then stops listening and removes the socket file. */
    public Future<Void> close(int exit, String text) {
        var last = controls.ended(exit, text);
        Set.copyOf(connections).forEach(connection -> connection.end(last));
        return server.shutdown(1, TimeUnit.SECONDS).andThen(closed -> {
            try {
                Files.deleteIfExists(path);
            } catch (IOException ignored) {
                // What stays is a file that refuses connections, which the next controller replaces.
            }
        });
    }
}
