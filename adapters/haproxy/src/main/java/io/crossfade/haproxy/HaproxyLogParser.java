package io.crossfade.haproxy;

import io.crossfade.core.port.Outcome;
import io.crossfade.core.spi.LogParser;
import io.crossfade.core.spi.LogSink;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Reads {@code option httplog} lines from a file, with the times at which the requests began and ended. They are local
 * times without a zone and are told as if they were UTC: right for intervals, except across a change of that clock.
 */
final class HaproxyLogParser implements LogParser {

    private final Watched watched;
    private final LogSink sink;
    private final HaproxyLineParser parser;
    private final AcceptDate calendar = new AcceptDate();
    private Kind told = Kind.OTHER;

    HaproxyLogParser(Function<HaproxyLineParser.Enlister, Watched> view, LogSink sink) {
        this.watched = view.apply(sink::enlist);
        this.sink = sink;
        this.parser = watched.parser(this::request);
    }

    @Override
    public Kind parse(byte[] bytes, int from, int to) {
        return switch (parser.parse(bytes, from, to)) {
            case REQUEST -> told;
            case OTHER -> Kind.OTHER;
            case DROPPED -> Kind.GAP;
            case BROKEN -> Kind.BROKEN;
        };
    }

    private void request(int named, Outcome outcome, long latencyMicros, long activeMillis) {
        int server = watched.attributed(named, outcome);
        long accepted = parser.acceptedMicros(calendar);
        if (accepted < 0) {
            told = Kind.BROKEN;
        } else if (server <= Watched.NOBODY) {
            told = Kind.OTHER;
        } else {
            told = Kind.REQUEST;
            sink.request(
                    server, outcome, latencyMicros, accepted, accepted + TimeUnit.MILLISECONDS.toMicros(activeMillis));
        }
    }
}
