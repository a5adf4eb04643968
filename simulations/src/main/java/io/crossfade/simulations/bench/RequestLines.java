package io.crossfade.simulations.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;

/** Lines of a request stream, one behind the other, no two alike, so that no branch is learnt by heart. */
final class RequestLines {

    static final int COUNT = 1024;

    private final int[] ends = new int[COUNT];
    private final byte[] text;

    private RequestLines(Function<Random, String> line) {
        var random = new Random(1);
        var lines = new ByteArrayOutputStream();
        for (int i = 0; i < COUNT; i++) {
            var bytes = line.apply(random).getBytes(StandardCharsets.US_ASCII);
            lines.write(bytes, 0, bytes.length);
            ends[i] = lines.size();
        }
        text = lines.toByteArray();
    }

    /** Lines of {@code format rfc5424} and {@code option httplog}. */
    static RequestLines haproxy() {
        return new RequestLines(RequestLines::haproxyLine);
    }

    /** Lines of the JSON format that the plan's guide asks for; one in fifty has a second attempt. */
    static RequestLines nginx() {
        return new RequestLines(RequestLines::nginxLine);
    }

    /** Where each line ends; the next begins there. */
    int[] ends() {
        return ends;
    }

    byte[] text() {
        return text;
    }

    private static String haproxyLine(Random random) {
        int milli = random.nextInt(1000);
        int response = random.nextInt(300);
        boolean failed = random.nextInt(100) == 0;
        return String.format(
                Locale.ROOT,
                "<134>1 2026-11-20T03:48:38.%03d474+00:00 - haproxy 9307 - - 10.0.%d.%d:%d"
                        + " [20/Nov/2026:03:48:38.%03d] fe be_%s/kong-%d %d/0/%d/%d/%d %d %d - - %s %d/%d/0/0/0 0/0"
                        + " \"GET /orders/%d HTTP/1.1\"",
                milli,
                random.nextInt(256),
                random.nextInt(256),
                1024 + random.nextInt(60_000),
                milli,
                random.nextInt(10) == 0 ? "y" : "x",
                1 + random.nextInt(4),
                random.nextInt(3),
                random.nextInt(2),
                response,
                response + random.nextInt(20),
                failed ? 503 : 200,
                100 + random.nextInt(20_000),
                failed ? "SC--" : "----",
                1 + random.nextInt(200),
                1 + random.nextInt(100),
                random.nextInt(1_000_000));
    }

    private static String nginxLine(Random random) {
        boolean again = random.nextInt(50) == 0;
        int status = random.nextInt(100) == 0 ? 503 : 200;
        int header = random.nextInt(300);
        int total = header + random.nextInt(20);
        var before = again ? "10.0.1." + random.nextInt(4) + ":8000, " : "";
        return String.format(
                Locale.ROOT,
                "{\"t\":1795166936.%03d,\"ua\":\"%s10.0.0.%d:8000\",\"us\":\"%s%d\",\"urt\":\"%s0.%03d\","
                        + "\"uct\":\"%s0.00%d\",\"st\":%d,\"rt\":0.%03d,\"side\":\"kong_%s\",\"gen\":\"%d\","
                        + "\"uht\":\"%s0.%03d\",\"pid\":%d}",
                random.nextInt(1000),
                before,
                1 + random.nextInt(4),
                again ? "502, " : "",
                status,
                again ? "0.001, " : "",
                total,
                again ? "-, " : "",
                random.nextInt(3),
                status,
                total,
                random.nextInt(10) == 0 ? "y" : "x",
                1 + random.nextInt(30),
                again ? "-, " : "",
                header,
                1000 + random.nextInt(30_000));
    }
}
