package io.crossfade.core.config;

/**
 * One fault of a plan file.
 *
 * @param path where in the document, such as {@code steps[0].candidate}; empty for the document itself
 * @param position where in the file
 * @param length how many characters to mark, at least 1
 * @param message what was found: the value, or a sentence where there is no value
 * @param expected what would have been right, to be read after "expected"; empty where the message says it all
 * @param suggestion what was probably meant; empty where nothing comes to mind
 */
public record Problem(String path, Position position, int length, String message, String expected, String suggestion) {

    public Problem {
        length = Math.max(1, length);
    }

    /** A fault of the whole of {@code node}. */
    public static Problem at(Node node, String path, String message, String expected) {
        return new Problem(path, node.position(), node.width(), message, expected, "");
    }

    /** The fault in one line: {@code path: message (expected: constraint)}. */
    public String line() {
        var line = path.isEmpty() ? message : path + ": " + message;
        var hinted = suggestion.isEmpty() ? line : line + " (did you mean \"" + suggestion + "\"?)";
        return expected.isEmpty() ? hinted : hinted + " (expected: " + expected + ")";
    }
}
