package io.crossfade.simulations.yardstick;

import java.io.PrintStream;

/** One of the tables that the judge is measured with. */
interface Table {

    /** What to ask for it by. */
    String name();

    /** Runs what it takes and prints what came out. */
    void print(Settings settings, PrintStream out);
}
