package io.crossfade.app.demo;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.plan.Share;
import io.crossfade.core.port.Counters;
import io.crossfade.core.port.Outcome;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * A reverse proxy before two clusters that splits requests by a share in parts of 10,000, tells of each request as it
 * ends, and counts. It never retries. All of it happens on one thread; what it is asked from elsewhere waits its turn
 * there, as at any load balancer.
 */
final class DemoProxy implements AutoCloseable {

    /** The header that tells a client which cluster its request was given to, in answers of the proxy itself too. */
    static final String CLUSTER = "Crossfade-Cluster";

    /** How long a server may be silent before the client is answered with 502. */
    static final Duration SILENCE = Duration.ofSeconds(3);

    private static final Duration CONNECT = Duration.ofMillis(500);
    private static final int MOST_CONNECTIONS = 1024;
    private static final String EXCHANGE = "exchange";
    private static final int SERVER_ERRORS = 500;

    /** Hears of requests as they end. Called on the proxy's thread. */
    @FunctionalInterface
    interface Listener {

        /**
         * A request ended.
         *
         * @param server a number of {@link #servers}
         * @param headNanos from the selection of the server to the head of its answer; negative where none came
         * @param startedNanos the selection, in {@link System#nanoTime()}
         */
        void ended(int server, Outcome outcome, long headNanos, long startedNanos);
    }

    /**
     * A server by name.
     *
     * @param number within its cluster, from 1
     */
    record Server(Cluster cluster, int number) {}

    /**
     * What the proxy says of itself.
     *
     * @param parts the candidate's share in parts of 10,000
     */
    record State(int parts, long baselineInFlight, long candidateInFlight) {}

    private final Context context;
    private final HttpClient client;
    private final HttpServer server;
    private final List<Origin> origins = new ArrayList<>();
    private final int firstCandidate;
    private final IntConsumer onShare;
    private volatile boolean closed;
    // From here on the proxy's thread only.
    private Listener listener = (number, outcome, headNanos, startedNanos) -> {};
    private int parts;
    private int credit;
    private int turn;

    private DemoProxy(
            Vertx vertx, Context context, List<Integer> baseline, List<Integer> candidate, IntConsumer onShare) {
        this.context = context;
        this.onShare = onShare;
        baseline.forEach(port -> origins.add(new Origin(Cluster.BASELINE, origins.size() + 1, port)));
        firstCandidate = origins.size();
        candidate.forEach(
                port -> origins.add(new Origin(Cluster.CANDIDATE, origins.size() - firstCandidate + 1, port)));
        client = vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS));
        var proxy = HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
                .origin(this::send)
                .addInterceptor(new HeadMark());
        server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(proxy);
    }

    /**
     * Starts a proxy on a free port, with all traffic on the baseline.
     *
     * @param onShare told of each share that is set, in parts of 10,000, on the proxy's thread
     */
    static Future<DemoProxy> start(Vertx vertx, List<Integer> baseline, List<Integer> candidate, IntConsumer onShare) {
        var context = vertx.getOrCreateContext();
        var started = Promise.<DemoProxy>promise();
        context.runOnContext(begun -> {
            var proxy = new DemoProxy(vertx, context, baseline, candidate, onShare);
            proxy.server.listen().map(proxy).onComplete(started);
        });
        return started.future();
    }

    int port() {
        return server.actualPort();
    }

    /** Every server; a server's number is its place here. */
    List<Server> servers() {
        return origins.stream()
                .map(origin -> new Server(origin.cluster(), origin.number()))
                .toList();
    }

    boolean isClosed() {
        return closed;
    }

    /** Runs {@code task} on the proxy's thread, after what was asked before. */
    void execute(Runnable task) {
        context.runOnContext(turn -> task.run());
    }

    /** Says the share; answers on the proxy's thread. */
    void read(Consumer<State> answer) {
        execute(() -> answer.accept(state()));
    }

    /** Sets the share, at once for every request from then on; answers on the proxy's thread. */
    void write(Share candidate, Consumer<State> answer) {
        execute(() -> {
            parts = candidate.parts();
            onShare.accept(parts);
            answer.accept(state());
        });
    }

    /** Tells the counters of every server, in the order of {@link #servers}; answers on the proxy's thread. */
    void count(Consumer<List<Counters>> answer) {
        execute(() -> answer.accept(origins.stream().map(Origin::counters).toList()));
    }

    /** Says who hears of requests from now on. */
    void listen(Listener next) {
        execute(() -> listener = next);
    }

    private State state() {
        long baseline = origins.subList(0, firstCandidate).stream()
                .mapToLong(Origin::inFlight)
                .sum();
        long candidate = origins.subList(firstCandidate, origins.size()).stream()
                .mapToLong(Origin::inFlight)
                .sum();
        return new State(parts, baseline, candidate);
    }

    private Future<HttpClientRequest> send(ProxyContext proxied) {
        int number = choose();
        var exchange = new Exchange(number);
        proxied.set(EXCHANGE, exchange);
        var answer = proxied.request().proxiedRequest().response();
        answer.putHeader(CLUSTER, origins.get(number).cluster().word());
        answer.endHandler(ended -> exchange.ended(answer.getStatusCode(), answer.ended() && !answer.closed()));
        return client.request(new RequestOptions()
                        .setServer(origins.get(number).address())
                        .setConnectTimeout(CONNECT.toMillis())
                        .setIdleTimeout(SILENCE.toMillis()))
                .onSuccess(request -> request.connection().closeHandler(gone -> exchange.originGone = true));
    }

    /** The share is carried over from request to request, so that any hundred in a row are split as asked. */
    private int choose() {
        credit += parts;
        boolean candidate = credit >= Share.WHOLE;
        credit -= candidate ? Share.WHOLE : 0;
        int first = candidate ? firstCandidate : 0;
        int size = candidate ? origins.size() - firstCandidate : firstCandidate;
        turn++;
        return first + Math.floorMod(turn, size);
    }

    /** One request on its way. */
    private final class Exchange {

        private final int number;
        private final long startedNanos = System.nanoTime();
        private long headNanos = -1;

        /** A body that is cut and a client that leaves look the same but for who closed first. */
        private boolean originGone;

        Exchange(int number) {
            this.number = number;
            origins.get(number).selected();
        }

        void head() {
            headNanos = System.nanoTime() - startedNanos;
        }

        void ended(int status, boolean complete) {
            Outcome outcome;
            if (!complete && !originGone) {
                outcome = Outcome.ABORTED;
            } else {
                outcome = complete && status < SERVER_ERRORS ? Outcome.OK : Outcome.FAILED;
            }
            origins.get(number).ended(outcome);
            listener.ended(number, outcome, headNanos, startedNanos);
        }
    }

    /** Marks when the head of a server's answer came. */
    private static final class HeadMark implements ProxyInterceptor {

        @Override
        public Future<Void> handleProxyResponse(ProxyContext proxied) {
            // Where the server gave none, the proxy's own answer comes by here too.
            if (proxied.response().proxiedResponse() != null) {
                proxied.get(EXCHANGE, Exchange.class).head();
            }
            return proxied.sendResponse();
        }
    }

    @Override
    public void close() {
        closed = true;
        server.close();
        client.close();
    }
}
