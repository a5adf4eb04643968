package io.crossfade.simulations.world;

import io.crossfade.core.plan.Cluster;
import io.crossfade.core.port.FakeRouter;
import io.crossfade.core.port.Outcome;
import io.crossfade.core.port.Reading;
import io.crossfade.core.port.SignalObserver;
import io.crossfade.core.reactor.VirtualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests on their way: each comes over one of the load balancers, goes to a cluster by the share that this one shows
 * now, to one of its usable servers, and ends as that server behaves. Told to the feed in the order in which they end.
 *
 * <p>Requests are no tasks of the loop. {@link #runUntil} carries out all that happen before the loop's next task and
 * moves the loop's time with each, so that what observes them sees the time of each.
 */
public final class Traffic {

    /** How often counters are read. */
    private static final Duration POLL = Duration.ofMillis(250);

    /** A refused connection takes this long. */
    private static final long REFUSAL_MICROS = 1_000;

    /** A queue longer than this refuses. */
    private static final long LONGEST_QUEUE_NANOS = Duration.ofSeconds(5).toNanos();

    private static final int FAILED = 1;
    private static final int HARM = 2;
    private static final int HEADERLESS = 4;
    private static final int ABORTED = 8;
    private static final int FLAGS = 4;

    private final VirtualLoop loop;
    private final List<FakeRouter> routers;
    private final Feed feed;
    private final Arrivals arrivals;
    private final Dice dice;
    private final Tally tally = new Tally();
    private final InFlight inFlight = new InFlight();
    private final List<Line> lines = new ArrayList<>();
    private final Population baseline;
    private final Population candidate;
    private final double[] shares;
    private long epoch;
    private long nextArrival;

    /**
     * The servers of a cluster.
     *
     * @param latency of a healthy answer, in microseconds
     * @param timeoutMicros an answer that takes longer is a failure without header
     */
    public record Population(List<Server> servers, Quantiles latency, long timeoutMicros) {
        public Population {
            servers = List.copyOf(servers);
        }
    }

    public Traffic(
            VirtualLoop loop,
            List<FakeRouter> routers,
            Population baseline,
            Population candidate,
            Feed feed,
            Arrivals arrivals,
            Dice dice) {
        this.loop = loop;
        this.routers = List.copyOf(routers);
        this.baseline = baseline;
        this.candidate = candidate;
        this.feed = feed;
        this.arrivals = arrivals;
        this.dice = dice;
        this.shares = new double[routers.size()];
        for (int node = 0; node < routers.size(); node++) {
            addLines(node, baseline);
            addLines(node, candidate);
        }
    }

    /** Begins; the feed must have been started. */
    public void start() {
        epoch = loop.nanos();
        for (var line : lines) {
            line.handle = feed.observer().enlist(line.node, line.server.cluster(), line.server.name());
        }
        nextArrival = after(arrivals.next());
        poll();
    }

    public Tally tally() {
        return tally;
    }

    /** The load balancer of {@code node} began a new life, and its counters with it. */
    public void restarted(int node) {
        for (var line : lines) {
            if (line.node == node) {
                line.restart();
            }
        }
    }

    /** Lets the load balancers show how many requests they are carrying. */
    public void showInFlight() {
        for (int node = 0; node < shares.length; node++) {
            var shown = routers.get(node).shown();
            routers.get(node)
                    .shows(new Reading(
                            shown.share(),
                            shown.incarnation(),
                            shown.configured(),
                            shown.baselineUsable(),
                            shown.candidateUsable(),
                            inFlight(node, Cluster.CANDIDATE),
                            inFlight(node, Cluster.BASELINE),
                            shown.shares(),
                            shown.membership(),
                            shown.doubts()));
        }
    }

    /** True where no request is on its way and none will come. */
    public boolean isOver() {
        return nextArrival == Long.MAX_VALUE && inFlight.size() == 0;
    }

    /** Counts the requests that are still on their way as what they will be; to be called at the end. */
    public void settle() {
        while (inFlight.nextEnd() != Long.MAX_VALUE) {
            end(inFlight.take(), loop.nanos());
        }
    }

    /** Carries out all requests that begin, end or are told of before {@code limit} and before the loop's next task. */
    public void runUntil(long limit) {
        for (int node = 0; node < shares.length; node++) {
            shares[node] = routers.get(node).shown().share().fraction();
        }
        while (true) {
            long end = inFlight.nextEnd();
            long told = feed.nextDue();
            long next = Math.min(nextArrival, Math.min(end, told));
            if (next >= limit || next >= loop.nextDue()) {
                return;
            }
            loop.advanceTo(next);
            if (end == next) {
                end(inFlight.take(), next);
            } else if (told == next) {
                feed.tellNext();
            } else {
                begin(next);
                nextArrival = after(arrivals.next());
            }
        }
    }

    private void begin(long now) {
        int node = shares.length == 1 ? 0 : dice.below(shares.length);
        boolean isCandidate = dice.unit() < shares[node];
        double luck = dice.unit();
        double latencyLuck = dice.unit();
        var population = isCandidate ? candidate : baseline;
        var reading = routers.get(node).shown();
        int usable = isCandidate ? reading.candidateUsable() : reading.baselineUsable();
        int among = Math.min(usable, population.servers().size());
        int index = among <= 1 ? 0 : dice.below(among);
        int number = node * (baseline.servers().size() + candidate.servers().size())
                + (isCandidate ? baseline.servers().size() : 0)
                + index;
        var line = lines.get(number);
        // The same luck on the baseline tells whether it is the candidate that failed.
        var was = arrivals.recorded();
        boolean harm = isCandidate
                && (was == null || was.outcome() != Outcome.FAILED)
                && luck
                        >= baseline.servers()
                                .get(index % baseline.servers().size())
                                .failingAtAll();
        line.selected();
        int packed = (number << 8 | line.life) << FLAGS;
        var server = line.server;
        if (usable == 0 || server.refuses() || server.backlog(now) > LONGEST_QUEUE_NANOS || inFlight.isFull()) {
            int how = FAILED | HEADERLESS | (harm ? HARM : 0);
            inFlight.add(now + REFUSAL_MICROS * 1000, now, REFUSAL_MICROS, packed | how);
            return;
        }
        if (was != null) {
            replay(was, now, server, population.timeoutMicros(), luck, packed | (harm ? HARM : 0));
            return;
        }
        long micros = server.take(now, population.latency().at(latencyLuck));
        boolean hangs = !server.fails(luck) && server.hangs(luck);
        if (hangs || micros > population.timeoutMicros()) {
            micros = population.timeoutMicros();
            packed |= FAILED | HEADERLESS | (harm ? HARM : 0);
        } else if (server.fails(luck)) {
            packed |= FAILED | (harm ? HARM : 0);
        }
        inFlight.add(now + micros * 1000, now, micros, packed);
    }

    /**
     * As it was, made worse by what is wrong with the server now. It is the candidate's harm only where it fails and did
     * not fail then.
     */
    private void replay(Recorded was, long now, Server server, long timeoutMicros, double luck, int packed) {
        long lasted = Math.max(0, (epoch + was.endNanos() - now) / 1000);
        boolean headerless = was.latencyMicros() == SignalObserver.NO_HEADER;
        long before = headerless ? lasted : was.latencyMicros();
        long micros = server.take(now, (double) before);
        boolean fails = server.fails(luck);
        boolean late = micros > before && micros > timeoutMicros;
        if (late || (!fails && server.hangs(luck))) {
            inFlight.add(now + timeoutMicros * 1000, now, timeoutMicros, packed | FAILED | HEADERLESS);
            return;
        }
        int how = headerless ? HEADERLESS : 0;
        if (fails || was.outcome() == Outcome.FAILED) {
            how |= FAILED;
        } else if (was.outcome() == Outcome.ABORTED) {
            how |= ABORTED;
        }
        inFlight.add(now + (lasted + micros - before) * 1000, now, micros, (fails ? packed : packed & ~HARM) | how);
    }

    private void end(int slot, long now) {
        int packed = inFlight.what(slot);
        var line = lines.get(packed >>> (8 + FLAGS));
        boolean failed = (packed & FAILED) != 0;
        var outcome = failed ? Outcome.FAILED : (packed & ABORTED) != 0 ? Outcome.ABORTED : Outcome.OK;
        if ((packed >>> FLAGS & 0xFF) == line.life) {
            line.ended(outcome);
        }
        long micros = inFlight.latency(slot);
        tally.ended(line.server.cluster(), failed, (packed & HARM) != 0, micros);
        feed.tell(
                line.handle,
                outcome,
                (packed & HEADERLESS) != 0 ? SignalObserver.NO_HEADER : micros,
                inFlight.started(slot),
                now);
    }

    private long inFlight(int node, Cluster cluster) {
        long count = 0;
        for (var line : lines) {
            count += line.node == node && line.server.cluster() == cluster ? line.inFlight() : 0;
        }
        return count;
    }

    private void poll() {
        if (feed.countersRead()) {
            for (int node = 0; node < shares.length; node++) {
                feed.observer().incarnation(node, routers.get(node).shown().incarnation());
            }
            for (var line : lines) {
                feed.observer().counters(line.handle, line.counters(), loop.nanos());
            }
        }
        loop.schedule(POLL, this::poll);
    }

    private long after(long sinceEpoch) {
        return sinceEpoch == Arrivals.NEVER ? Long.MAX_VALUE : epoch + sinceEpoch;
    }

    private void addLines(int node, Population population) {
        population.servers().forEach(server -> lines.add(new Line(server, node)));
    }
}
