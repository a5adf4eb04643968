package io.crossfade.planfile;

import io.crossfade.core.config.Problem;
import io.crossfade.core.config.Problems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Shows faults with the lines where they are. Quotes the file as it was written, so that no reference is resolved; the
 * user and password of an address alone are starred out.
 */
final class Listing {

    private static final int LONGEST_LINE = 160;
    private static final Pattern USER = Pattern.compile("(?<=://)[^/@\\s]{1,1000}(?=@)");
    private static final Comparator<Problem> IN_FILE_ORDER = Comparator.comparingInt(
                    (Problem problem) -> problem.position().line())
            .thenComparingInt(problem -> problem.position().column());

    private final String file;
    private final List<String> lines;

    Listing(String file, String text) {
        this.file = file;
        this.lines = text.lines().toList();
    }

    List<String> errors(Problems problems) {
        var rendered = new ArrayList<>(all("error", problems.all()));
        if (problems.dropped() > 0) {
            rendered.add("error: " + problems.dropped() + " more problems are not shown");
        }
        return rendered;
    }

    List<String> warnings(List<Problem> warnings) {
        return all("warning", warnings);
    }

    /** A fault of the whole file. */
    static String whole(String file, String message, String expected) {
        return "error: " + message + "\n --> " + file + "\n  = expected " + expected;
    }

    private List<String> all(String kind, List<Problem> problems) {
        return problems.stream()
                .sorted(IN_FILE_ORDER)
                .map(problem -> render(kind, problem))
                .toList();
    }

    private String render(String kind, Problem problem) {
        int number = problem.position().line();
        int column = problem.position().column();
        var line = number <= lines.size() ? lines.get(number - 1) : "";
        var gutter = " ".repeat(Integer.toString(number).length());
        var shown = visible(line);
        int room = Math.max(1, shown.codePointCount(0, shown.length()) - column + 1);
        var label = problem.expected().isEmpty() ? "" : " expected " + problem.expected();
        var marks = column > LONGEST_LINE
                ? label.stripLeading()
                : " ".repeat(column - 1) + "^".repeat(Math.min(problem.length(), room)) + label;
        return String.join(
                "\n",
                kind + ": " + title(problem),
                gutter + "--> " + file + ":" + number + ":" + column,
                gutter + " |",
                number + " | " + shown,
                gutter + " | " + marks);
    }

    private static String title(Problem problem) {
        var title = problem.path().isEmpty() ? problem.message() : problem.path() + ": " + problem.message();
        return problem.suggestion().isEmpty() ? title : title + " (did you mean \"" + problem.suggestion() + "\"?)";
    }

    /** One column for each character, so that the marks stand beneath what they mean. */
    private static String visible(String line) {
        var shown = new StringBuilder();
        USER.matcher(line)
                .replaceAll(user ->
                        "*".repeat(user.group().codePointCount(0, user.group().length())))
                .codePoints()
                .limit(LONGEST_LINE)
                .map(character -> Character.isISOControl(character) ? ' ' : character)
                .forEach(shown::appendCodePoint);
        return shown.toString().stripTrailing();
    }
}
