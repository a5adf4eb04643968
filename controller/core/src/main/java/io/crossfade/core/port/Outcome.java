package io.crossfade.core.port;

/** How a request ended, as the load balancer saw it. */
public enum Outcome {
    /** The cluster answered without an error. */
    OK,
    /** The cluster failed: an error status, no answer, a refused or broken connection. */
    FAILED,
    /** The client left first: neither success nor failure. */
    ABORTED
}
