package io.crossfade.report;

import java.util.List;

/** Writes HTML. Text and attributes can be anything: they are escaped here and nowhere else. */
final class Html {

    private final StringBuilder text = new StringBuilder();

    /** Markup of this program's own, as it stands. */
    Html markup(String markup) {
        text.append(markup);
        return this;
    }

    /** Anything, to be read and not to be obeyed. */
    Html text(String anything) {
        escape(anything);
        return this;
    }

    /** An element with nothing but text in it. */
    Html element(String name, String anything) {
        return markup("<" + name + ">").text(anything).markup("</" + name + ">");
    }

    /** An element of a class with nothing but text in it. */
    Html element(String name, String kind, String anything) {
        return markup("<" + name + " class=\"")
                .text(kind)
                .markup("\">")
                .text(anything)
                .markup("</" + name + ">");
    }

    /** The head of a table, behind its caption. */
    Html table(String caption, List<String> columns) {
        markup("<div class=\"wide\"><table>").element("caption", caption).markup("<thead><tr>");
        columns.forEach(column -> markup("<th scope=\"col\">").text(column).markup("</th>"));
        return markup("</tr></thead><tbody>\n");
    }

    Html row(List<String> cells) {
        markup("<tr>");
        cells.forEach(cell -> element("td", cell));
        return markup("</tr>\n");
    }

    Html endTable() {
        return markup("</tbody></table></div>\n");
    }

    private void escape(String anything) {
        for (int i = 0; i < anything.length(); i++) {
            char c = anything.charAt(i);
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                case '\'' -> text.append("&#39;");
                case '\n' -> text.append(c);
                default -> text.append(isHidden(c) ? '\ufffd' : c);
            }
        }
    }

    /** What cannot be seen can turn round or hide what can. */
    private static boolean isHidden(char c) {
        return Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
