package io.crossfade.nginx;

import io.crossfade.core.line.ServerTable;
import io.crossfade.core.plan.Cluster;
import io.crossfade.core.spi.LogSink;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** To which cluster what a line names belongs, by its bytes and without allocating. */
sealed interface Sides {

    /** Whether a line must name the group of its request. */
    boolean needsSide();

    /** The servers of the cluster whose group is named; null where that is nobody's. */
    @Nullable ServerTable ofGroup(byte[] bytes, int from, int to);

    /** The servers of the cluster that the address belongs to; null where it is nobody's. */
    @Nullable ServerTable ofServer(byte[] bytes, int from, int to);

    /** An upstream group for each cluster: a request's group says whose every server is that it tries. */
    final class Groups implements Sides {

        private final byte[] baseline;
        private final byte[] candidate;
        private final ServerTable baselineServers;
        private final ServerTable candidateServers;

        Groups(String baseline, String candidate, LogSink sink) {
            this.baseline = bytes(baseline);
            this.candidate = bytes(candidate);
            this.baselineServers = servers(Cluster.BASELINE, sink);
            this.candidateServers = servers(Cluster.CANDIDATE, sink);
        }

        @Override
        public boolean needsSide() {
            return true;
        }

        @Override
        public @Nullable ServerTable ofGroup(byte[] bytes, int from, int to) {
            if (Arrays.equals(bytes, from, to, baseline, 0, baseline.length)) {
                return baselineServers;
            }
            return Arrays.equals(bytes, from, to, candidate, 0, candidate.length) ? candidateServers : null;
        }

        @Override
        public @Nullable ServerTable ofServer(byte[] bytes, int from, int to) {
            return null;
        }
    }

    /** One upstream group: a retry may go from one cluster to the other, and only the address says to which. */
    final class Addresses implements Sides {

        private final byte[][] baseline;
        private final byte[][] candidate;
        private final ServerTable baselineServers;
        private final ServerTable candidateServers;

        Addresses(List<String> baseline, List<String> candidate, LogSink sink) {
            this.baseline = all(baseline);
            this.candidate = all(candidate);
            this.baselineServers = servers(Cluster.BASELINE, sink);
            this.candidateServers = servers(Cluster.CANDIDATE, sink);
        }

        @Override
        public boolean needsSide() {
            return false;
        }

        @Override
        public @Nullable ServerTable ofGroup(byte[] bytes, int from, int to) {
            return null;
        }

        @Override
        public @Nullable ServerTable ofServer(byte[] bytes, int from, int to) {
            if (isAmong(baseline, bytes, from, to)) {
                return baselineServers;
            }
            return isAmong(candidate, bytes, from, to) ? candidateServers : null;
        }

        private static boolean isAmong(byte[][] addresses, byte[] bytes, int from, int to) {
            for (byte[] address : addresses) {
                if (Arrays.equals(address, 0, address.length, bytes, from, to)) {
                    return true;
                }
            }
            return false;
        }

        private static byte[][] all(List<String> addresses) {
            return addresses.stream().map(Sides::bytes).toArray(byte[][]::new);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ServerTable servers(Cluster cluster, LogSink sink) {
        return new ServerTable(server -> sink.enlist(cluster, server));
    }
}
