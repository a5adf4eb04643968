package io.crossfade.haproxy;

import io.crossfade.core.port.Loop;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.time.Duration;

/**
 * The runtime socket of one HAProxy. Every transaction has its own connection: a long-lived one would stay with the
 * old worker after a reload, and costs hardly less.
 */
final class RuntimeSocket implements AutoCloseable {

    /** When a transaction's outcome is told as unknown. */
    static final Duration DEADLINE = Duration.ofSeconds(1);

    /**
     * The same for a first look. The first exchange of a program loads what every later one needs, which takes more than
     * a second where others use the machine too; and nothing waits for it.
     */
    static final Duration FIRST_LOOK = Duration.ofSeconds(8);

    /** How long the connection of an unanswered write is kept, so that it is known whether it can still land. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Loop loop;
    private final Endpoint endpoint;

    /** Held here, since a client that nobody references is closed by the garbage collector with its connections. */
    private final NetClient client;

    RuntimeSocket(Vertx vertx, Loop loop, Endpoint endpoint) {
        this.loop = loop;
        this.endpoint = endpoint;
        this.client = vertx.createNetClient(new NetClientOptions()
                .setConnectTimeout((int) DEADLINE.toMillis())
                .setReconnectAttempts(0));
    }

    /** Sends one line of commands that change nothing; at the deadline the connection is closed. */
    Exchange read(String line) {
        return new Transaction(loop, line, DEADLINE, DEADLINE).over(connect());
    }

    /** As {@link #read}, with the patience of a first look. */
    Exchange look(String line) {
        return new Transaction(loop, line, FIRST_LOOK, FIRST_LOOK).over(connect());
    }

    /** Sends one line of commands that change something; at the deadline the connection stays open. */
    Exchange write(String line) {
        return new Transaction(loop, line, DEADLINE, PATIENCE).over(connect());
    }

    /** A connection for a stream. */
    Future<NetSocket> connect() {
        return client.connect(endpoint.address());
    }

    @Override
    public void close() {
        client.close();
    }
}
