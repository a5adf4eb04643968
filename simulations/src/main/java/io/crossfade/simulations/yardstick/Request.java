package io.crossfade.simulations.yardstick;

/** One request as a world draws it. The same object is filled again and again, since there are billions of them. */
final class Request {

    boolean isCandidate;
    boolean isFailed;

    /** Which of its cluster's {@link World#SERVERS} servers it went to. */
    int server;

    /** From the selection of a server to the response header. */
    long latencyMicros;

    /** When it ended, since the world began. */
    long nanos;
}
