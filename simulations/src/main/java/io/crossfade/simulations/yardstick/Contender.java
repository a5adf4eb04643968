package io.crossfade.simulations.yardstick;

/** Something that watches requests and may want the traffic back. Told of requests in the order in which they end. */
interface Contender {

    /** The candidate's share from now on. */
    void share(double share, long nanos);

    /** A request ended. */
    void observe(Request request);

    /** True where by {@code nanos} it wants the traffic back; asked before and after every request. */
    boolean rollsBack(long nanos);
}
