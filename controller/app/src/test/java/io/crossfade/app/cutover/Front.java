package io.crossfade.app.cutover;

import java.util.List;

/** A real load balancer before the two clusters of a {@link Stage}. */
interface Front extends AutoCloseable {

    /** Where it listens for requests. */
    int port();

    /** Its entry under {@code routers:}, without the indentation of that list. */
    List<String> router();

    /** The candidate's share as it shows it itself, in parts of 10,000. */
    int liveParts();

    /** Asserts that it serves that share, and would after a reload where a split outlives one. */
    void assertParts(int parts);

    @Override
    void close();
}
