package io.crossfade.core.port;

/**
 * One thing that a look at a load balancer showed, for {@code doctor} and the preflight.
 *
 * @param severity whether a cutover may start with it
 * @param text what was found, with the values
 * @param remedy what to do about it, with the line to write where there is one; empty where nothing is to be done
 */
public record Finding(Severity severity, String text, String remedy) {

    /** Whether a cutover may start. */
    public enum Severity {
        /** Good to know. */
        INFO,
        /** A cutover may start, and this will be felt. */
        WARNING,
        /** The candidate has a share that no cutover here gave it: none may start before a person has settled it. */
        DRIFT,
        /** No cutover may start. */
        ERROR
    }

    public static Finding info(String text) {
        return new Finding(Severity.INFO, text, "");
    }

    public static Finding warning(String text, String remedy) {
        return new Finding(Severity.WARNING, text, remedy);
    }

    public static Finding drift(String text, String remedy) {
        return new Finding(Severity.DRIFT, text, remedy);
    }

    public static Finding error(String text, String remedy) {
        return new Finding(Severity.ERROR, text, remedy);
    }
}
