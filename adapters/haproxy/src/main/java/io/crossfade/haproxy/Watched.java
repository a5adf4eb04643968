package io.crossfade.haproxy;

import io.crossfade.core.line.ServerTable;
import io.crossfade.core.port.Outcome;
import java.util.List;

/** What a source has to know of the way in which the traffic is split: what to ask for and whose a row or a line is. */
interface Watched {

    /** What {@link #attributed} says of a request that is not told. */
    int NOBODY = -1;

    /** The questions for the servers' counters. */
    List<String> questions();

    /**
     * Hands on the rows in the answers to {@link #questions}.
     *
     * @return true where the candidate has a share
     */
    boolean counters(List<String> answers, Rows rows);

    /** A parser of the lines that name the clusters' backends. */
    HaproxyLineParser parser(HaproxyLineParser.Sink sink);

    /**
     * Whose request it is that the parser told of.
     *
     * @param server the number that the parser told
     * @return the server's number for the observer, or {@link #NOBODY}
     */
    int attributed(int server, Outcome outcome);

    /** Takes the rows of one answer. */
    @FunctionalInterface
    interface Rows {
        /** Servers whose number is {@link Watched#NOBODY} or below are passed over. */
        void take(StatTable rows, ServerTable servers);
    }
}
