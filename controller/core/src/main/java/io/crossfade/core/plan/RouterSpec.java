package io.crossfade.core.plan;

import java.util.List;

/**
 * One entry of {@code routers:}: a load balancer that carries the split, as an adapter understood it. A pure value
 * that can say what it would send without sending it.
 */
public interface RouterSpec {

    /** The adapter's name, the key under {@code routers:}, such as {@code haproxy}. */
    String adapter();

    /** A short name for screens, such as {@code haproxy unix:/run/haproxy/admin.sock}; carries no secret. */
    String label();

    /** Which load balancer and which split this is, equal for two plans that would fight over it. */
    String identity();

    /** The exact bytes that a write of {@code split} sends or stores, one line each, for a person to read. */
    List<String> preview(Split split);

    /**
     * What this load balancer makes of a share while every server is usable: exactly that, where the adapter says nothing
     * else. For simulations, which reach no load balancer; at work each reading brings its own.
     */
    default ShareModel shares() {
        return ShareModel.EXACT;
    }

    /**
     * True where a client stays with the cluster that it once got, so that shares are of clients and the part of the
     * requests may be another.
     */
    default boolean sticky() {
        return false;
    }

    /** Shell commands by which a person reaches {@code split} without this program. */
    List<String> manual(Split split);
}
