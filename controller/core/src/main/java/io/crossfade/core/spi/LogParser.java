package io.crossfade.core.spi;

/**
 * Reads the request lines of a load balancer's log, live or from a file of long ago, and tells a {@link LogSink} of each
 * request of one of the two clusters. Pure. It allocates nothing for a line whose server it knows, throws for none, and
 * is not for use by several threads.
 */
@FunctionalInterface
public interface LogParser {

    /** What a line was. */
    enum Kind {
        /** One or more requests of one of the two clusters: the sink was told. */
        REQUEST,
        /** Something that says nothing of the two clusters. */
        OTHER,
        /** A notice that lines were lost before this one. */
        GAP,
        /** A line that cannot be read though it should: another format, or cut. */
        BROKEN
    }

    /** Reads the line in {@code bytes} of {@code from} up to {@code to}, its line feed not included. */
    Kind parse(byte[] bytes, int from, int to);
}
