package io.crossfade.app.cutover;

import io.crossfade.testkit.HaproxyConfig;
import io.crossfade.testkit.HaproxyProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How the clusters stand behind HAProxy: two backends behind a map value, or one backend split by server weights. */
enum Topology {
    MAP(2, 2),
    WEIGHTS_2_2(2, 2),
    WEIGHTS_3_2(3, 2),
    WEIGHTS_1_5(1, 5);

    private final int baseline;
    private final int candidate;

    Topology(int baseline, int candidate) {
        this.baseline = baseline;
        this.candidate = candidate;
    }

    /** What the longer scenarios run with: the map and one of weights, or all by {@code -Dcrossfade.topologies=all}. */
    static List<Topology> chosen() {
        return "all".equals(System.getProperty("crossfade.topologies")) ? List.of(values()) : List.of(MAP, WEIGHTS_3_2);
    }

    /** How many servers X has. */
    int baseline() {
        return baseline;
    }

    /** How many servers Y has. */
    int candidate() {
        return candidate;
    }

    /** The first step of a cutover in percent: one server against five cannot be given 1 %. */
    int firstPercent() {
        return this == WEIGHTS_1_5 ? 2 : 1;
    }

    HaproxyConfig config(List<Integer> baselinePorts, List<Integer> candidatePorts) {
        return this == MAP
                ? HaproxyConfig.map(baselinePorts, candidatePorts)
                : HaproxyConfig.weights(baselinePorts, candidatePorts);
    }

    /** What stands under {@code haproxy:} besides the socket and the ring. */
    List<String> planLines(HaproxyProcess haproxy) {
        return this == MAP
                ? List.of(
                        "map: { file: " + haproxy.mapFile() + ", key: " + HaproxyConfig.MAP_KEY + " }",
                        "baseline:  be_x",
                        "candidate: be_y")
                : List.of(
                        "backend: " + HaproxyConfig.BACKEND,
                        "baseline:  " + names("x", baseline),
                        "candidate: " + names("y", candidate));
    }

    /** The candidate's share as HAProxy itself shows it, in parts of 10,000. */
    int liveParts(HaproxyProcess haproxy) {
        if (this == MAP) {
            var shown = haproxy.cli("show map " + haproxy.mapFile());
            return partsIn(shown.substring(shown.indexOf(' ') + 1));
        }
        int x = weights(haproxy, "x", baseline);
        int y = weights(haproxy, "y", candidate);
        return Math.round(10_000f * y / (x + y));
    }

    /** The share that a reload will bring where the split outlives one; weights do not. */
    OptionalInt keptParts(HaproxyProcess haproxy) {
        if (this != MAP) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(partsIn(Files.readString(haproxy.mapFile())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int weights(HaproxyProcess haproxy, String prefix, int count) {
        return IntStream.rangeClosed(1, count)
                .map(number -> {
                    var answer = haproxy.cli("get weight " + HaproxyConfig.BACKEND + "/" + prefix + number);
                    return Integer.parseInt(answer.substring(0, answer.indexOf(' ')));
                })
                .sum();
    }

    private static String names(String prefix, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> prefix + number)
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static int partsIn(String line) {
        return Integer.parseInt(line.strip().substring(HaproxyConfig.MAP_KEY.length() + 1));
    }
}
