package io.crossfade.app.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;

/** A real load balancer before two clusters, as far as every scenario needs it. */
interface Front extends AutoCloseable {

    /** Where it listens for requests. */
    int port();

    /** Its entry under {@code routers:}, without the indentation of that list. */
    List<String> router();

    /** The candidate's share as the load balancer itself shows it, in parts of 10,000. */
    int liveParts();

    /**
     * The same while a controller may be writing: where a split serves from a reload on, the one that serves or is
     * about to.
     */
    int partsAmidWrites();

    /** The share that the next reload will bring, where a split outlives one. */
    OptionalInt keptParts();

    /** Asserts the share that it has and, where a split outlives a reload, would have after one. */
    default void assertParts(int parts) {
        assertThat(liveParts()).isEqualTo(parts);
        keptParts().ifPresent(kept -> assertThat(kept).isEqualTo(parts));
    }

    @Override
    void close();
}
