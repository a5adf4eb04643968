package io.crossfade.app.demo;

/** How the demo's cluster Y can break. */
public enum Fault {
    /** Answers four requests in ten with 500. */
    ERRORS,
    /** Answers everything, {@link DemoCluster#SLOW} later than healthy. */
    LATENCY,
    /** Closes its ports and every connection. */
    DOWN,
    /** Takes requests and answers nothing. */
    HANG
}
