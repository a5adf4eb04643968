package io.crossfade.core.analysis;

import io.crossfade.core.plan.Cluster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The accounts of all servers. Past the greatest number of servers, those of one node and cluster share an account. */
final class Accounts {

    /** Servers with an account of their own. */
    static final int MOST = 512;

    private final Thresholds thresholds;
    private final Map<Server, Integer> handles = new LinkedHashMap<>();
    private final List<Account> all = new ArrayList<>();
    private final int shared;

    private record Server(int node, Cluster cluster, String name) {}

    Accounts(int nodes, Thresholds thresholds) {
        this.thresholds = thresholds;
        this.shared = nodes * Cluster.values().length;
        for (int node = 0; node < nodes; node++) {
            for (Cluster cluster : Cluster.values()) {
                all.add(new Account(node, cluster, thresholds));
            }
        }
    }

    int enlist(int node, Cluster cluster, String name) {
        int common = node * Cluster.values().length + (cluster == Cluster.CANDIDATE ? 1 : 0);
        if (node < 0 || common >= shared) {
            throw new IllegalArgumentException(
                    "node: " + node + " (expected: 0-" + (shared / Cluster.values().length - 1) + ")");
        }
        var server = new Server(node, cluster, name);
        @Nullable Integer known = handles.get(server);
        if (known != null) {
            return known;
        }
        if (handles.size() == MOST) {
            return common;
        }
        all.add(new Account(node, cluster, thresholds));
        handles.put(server, all.size() - 1);
        return all.size() - 1;
    }

    Account get(int handle) {
        return all.get(handle);
    }

    /** True where several servers tell into one account, whose counters would contradict each other. */
    boolean isShared(int handle) {
        return handle < shared;
    }

    void forEach(Consumer<Account> action) {
        all.forEach(action);
    }

    void forEachOf(int node, Consumer<Account> action) {
        all.stream().filter(account -> account.node() == node).forEach(action);
    }
}
