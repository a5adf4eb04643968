package io.crossfade.server;

/** Text from load balancers and people as one line of bounded length, so that it can not forge another. */
final class OneLine {

    private static final int LONGEST = 2000;

    private OneLine() {}

    static String of(String text) {
        var line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
