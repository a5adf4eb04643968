package io.crossfade.simulations.yardstick;

/** A value that may move with time. */
@FunctionalInterface
interface Course {

    /**
     * The value now.
     *
     * @param request how many requests came before
     * @param seconds the time since the world began
     */
    double at(long request, double seconds);

    /** A value that does not move. */
    static Course steady(double value) {
        return (request, seconds) -> value;
    }

    /** {@code before} for so many requests, then {@code after}. */
    static Course from(long first, double before, double after) {
        return (request, seconds) -> request < first ? before : after;
    }

    /** {@code other} in place of this for the last {@code length} of every {@code period} requests. */
    default Course except(long length, long period, double other) {
        return (request, seconds) -> request % period >= period - length ? other : at(request, seconds);
    }

    /** {@code other} in place of this for the last {@code length} of every {@code period} seconds. */
    default Course exceptSeconds(double length, double period, double other) {
        return (request, seconds) -> seconds % period >= period - length ? other : at(request, seconds);
    }

    /** Up and down between {@code low} and {@code high}, evenly on a logarithmic scale, once in {@code period} seconds. */
    static Course wave(double low, double high, double period) {
        double middle = Math.sqrt(low * high);
        double reach = Math.log(high / middle);
        return (request, seconds) -> middle * Math.exp(reach * Math.sin(2 * Math.PI * seconds / period));
    }

    /** From {@code first} to {@code last}, evenly on a logarithmic scale, over so many requests; then it stays. */
    static Course drift(double first, double last, double requests) {
        double reach = Math.log(last / first);
        return (request, seconds) -> first * Math.exp(reach * Math.min(1, request / requests));
    }
}
