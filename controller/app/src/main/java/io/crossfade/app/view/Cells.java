package io.crossfade.app.view;

import java.util.ArrayList;
import java.util.List;

/** How text falls into the columns of a terminal. */
final class Cells {

    private Cells() {}

    /**
     * Text from outside without what could move the cursor, change colours or turn the line round, and without what
     * {@code style} cannot show.
     */
    static String clean(String text, Style style) {
        var cleaned = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (isUnsafe(point)) {
                cleaned.append(' ');
            } else if (!style.unicode() && point > 0x7e) {
                cleaned.append('?');
            } else {
                cleaned.appendCodePoint(point);
            }
        });
        return cleaned.toString();
    }

    private static boolean isUnsafe(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    static int width(String text) {
        return text.codePoints().map(Cells::width).sum();
    }

    private static int width(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return isWide(point) ? 2 : 1;
    }

    /** The blocks that terminals give two columns: East Asian scripts and pictures. */
    private static boolean isWide(int point) {
        return (point >= 0x1100 && point <= 0x115f)
                || (point >= 0x2e80 && point <= 0xa4cf)
                || (point >= 0xac00 && point <= 0xd7a3)
                || (point >= 0xf900 && point <= 0xfaff)
                || (point >= 0xfe30 && point <= 0xfe6f)
                || (point >= 0xff00 && point <= 0xff60)
                || (point >= 0xffe0 && point <= 0xffe6)
                || (point >= 0x1f300 && point <= 0x1faff)
                || (point >= 0x20000 && point <= 0x3fffd);
    }

    /** {@code text} cut to {@code columns}, with {@code mark} as its last column where something was cut off. */
    static String fit(String text, int columns, String mark) {
        if (width(text) <= columns) {
            return text;
        }
        var kept = new StringBuilder();
        int used = 0;
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            if (used + width(point) > columns - 1) {
                break;
            }
            used += width(point);
            kept.appendCodePoint(point);
            at += Character.charCount(point);
        }
        return columns <= 0 ? "" : kept + mark;
    }

    /** As {@link #fit}, but what is cut off is the beginning: names of one kind differ at their end. */
    static String fitEnd(String text, int columns, String mark) {
        if (width(text) <= columns) {
            return text;
        }
        int from = text.length();
        int used = 0;
        while (from > 0) {
            int point = text.codePointBefore(from);
            if (used + width(point) > columns - 1) {
                break;
            }
            used += width(point);
            from -= Character.charCount(point);
        }
        return mark + text.substring(from);
    }

    /** {@code text} as lines of {@code columns}, broken at blanks where there are some; the rest after {@code most} goes. */
    static List<String> wrap(String text, int columns, int most) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.strip().split(" +", -1)) {
            if (!line.isEmpty() && width(line.toString()) + 1 + width(word) > columns) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        return lines.size() <= most ? lines : lines.subList(0, most);
    }

    static String left(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - width(text)));
    }

    static String right(String text, int columns) {
        return " ".repeat(Math.max(0, columns - width(text))) + text;
    }
}
