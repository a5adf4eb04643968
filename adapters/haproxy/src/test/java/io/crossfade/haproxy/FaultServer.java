package io.crossfade.haproxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A server that answers each request in one way; plain blocking sockets, so that it can reset a connection. */
final class FaultServer implements AutoCloseable {

    /** How to answer. */
    enum Answer {
        OK,
        ERROR,
        GARBAGE,
        CLOSE,
        RESET,
        HANG,
        TRUNCATED,
        BODY_STANDS_STILL,
        ENDLESS_BODY
    }

    private static final String BODY = "Content-Length: 10\r\n\r\n0123456789";
    private static final String HALF = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n01234";

    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Thread acceptor;
    private volatile Answer answer = Answer.OK;

    FaultServer() {
        try {
            listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        acceptor = start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    void answer(Answer next) {
        answer = next;
    }

    @Override
    public void close() {
        try {
            listener.close();
            // Until it has left its accept it may take one more connection, which would be served.
            acceptor.join();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() throws IOException {
        while (true) {
            var socket = listener.accept();
            open.add(socket);
            start(() -> serve(socket));
        }
    }

    private void serve(Socket socket) throws IOException {
        try (socket) {
            while (readHead(socket.getInputStream()) && answered(socket, socket.getOutputStream())) {
                socket.getOutputStream().flush();
            }
        } finally {
            open.remove(socket);
        }
    }

    /** Whether the connection stays. */
    private boolean answered(Socket socket, OutputStream out) throws IOException {
        // Read once: the test may ask for another answer as soon as this one is out.
        var now = answer;
        switch (now) {
            case OK -> send(out, "HTTP/1.1 200 OK\r\n" + BODY);
            case ERROR -> send(out, "HTTP/1.1 500 Error\r\n" + BODY);
            case GARBAGE -> send(out, "\u0001garbage\r\n\r\n");
            case TRUNCATED -> send(out, HALF);
            case BODY_STANDS_STILL -> {
                send(out, HALF);
                return socket.getInputStream().read() >= 0;
            }
            case ENDLESS_BODY -> {
                send(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
                for (int i = 0; i < 100_000; i++) {
                    send(out, "x".repeat(10_000));
                }
            }
            case HANG -> {
                return socket.getInputStream().read() >= 0;
            }
            case RESET -> socket.setSoLinger(true, 0);
            case CLOSE -> {}
        }
        return now == Answer.OK || now == Answer.ERROR;
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean readHead(InputStream in) throws IOException {
        int matched = 0;
        while (matched < 4) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
        }
        return true;
    }

    private interface Work {
        void run() throws IOException;
    }

    private static Thread start(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // The peer or the test closed the connection, which ends this thread's work.
                return;
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
