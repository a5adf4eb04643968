package io.crossfade.simulations;

import io.crossfade.simulations.world.Dice;
import io.crossfade.simulations.world.Quantiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.function.Function;

/**
 * Writes the log of a load balancer of a quiet day: requests at an even pace, latencies log-normal, one in
 * {@link #ONE_FAILS_OF} failed, the lines in the order in which the requests ended.
 */
final class RecordedLog {

    static final int ONE_FAILS_OF = 500;

    private static final long BEGAN_MILLIS =
            Instant.parse("2026-11-17T09:00:00Z").toEpochMilli();
    private static final DateTimeFormatter ACCEPTED =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private RecordedLog() {}

    /** A request as it was. */
    record Request(long startMillis, int lastedMillis, boolean failed) {

        long endMillis() {
            return startMillis + lastedMillis;
        }
    }

    /** {@code option httplog}, all of it the baseline's. */
    static String haproxy(Request request) {
        return String.format(
                Locale.ROOT,
                "<134>1 2026-11-17T09:00:00.000000+00:00 - haproxy 9307 - - 10.0.0.1:40000 [%s] fe be_x/x1"
                        + " 0/0/1/%d/%d %d 512 - - ---- 9/9/0/0/0 0/0 \"GET /orders HTTP/1.1\"\n",
                ACCEPTED.format(Instant.ofEpochMilli(request.startMillis())),
                Math.max(0, request.lastedMillis() - 1),
                request.lastedMillis(),
                request.failed() ? 503 : 200);
    }

    /** The format that plans ask NGINX for. */
    static String nginx(Request request) {
        return String.format(
                Locale.ROOT,
                "{\"t\":%d.%03d,\"ua\":\"10.0.0.1:80\",\"us\":\"%3$d\",\"uht\":\"0.%4$03d\",\"st\":%3$d,"
                        + "\"rt\":0.%4$03d,\"side\":\"be_x\",\"gen\":\"1\"}\n",
                request.endMillis() / 1000,
                request.endMillis() % 1000,
                request.failed() ? 502 : 200,
                request.lastedMillis());
    }

    static byte[] of(int requests, int perSecond, Function<Request, String> format) {
        var bytes = new ByteArrayOutputStream();
        write(requests, perSecond, format, bytes);
        return bytes.toByteArray();
    }

    static void write(int requests, int perSecond, Function<Request, String> format, OutputStream out) {
        var dice = new Dice(1);
        var latency = Quantiles.logNormal(20, 120);
        var running = new PriorityQueue<Request>(
                Comparator.comparingLong(Request::endMillis).thenComparingLong(Request::startMillis));
        try {
            for (int i = 0; i < requests; i++) {
                long start = BEGAN_MILLIS + i * 1000L / perSecond;
                while (!running.isEmpty() && running.element().endMillis() <= start) {
                    out.write(format.apply(running.remove()).getBytes(StandardCharsets.US_ASCII));
                }
                int lasted = (int) Math.min(999, Math.max(1, latency.at(dice.unit())));
                running.add(new Request(start, lasted, i % ONE_FAILS_OF == ONE_FAILS_OF / 2));
            }
            while (!running.isEmpty()) {
                out.write(format.apply(running.remove()).getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
