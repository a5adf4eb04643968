package io.crossfade.nginx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Takes the text of a configuration apart as NGINX does: words, quotes, comments, blocks. It reads what NGINX has
 * accepted, so that it need not find faults; the text of a Lua block comes out as nonsense and does no harm.
 */
final class Directives {

    private final String text;
    private int at;

    private Directives(String text) {
        this.text = text;
    }

    static List<Directive> parse(String text) {
        return new Directives(text).parse();
    }

    private record Open(List<String> words, List<Directive> children) {}

    private List<Directive> parse() {
        Deque<Open> blocks = new ArrayDeque<>();
        var current = new Open(List.of(), new ArrayList<>());
        var words = new ArrayList<String>();
        while (skipToToken()) {
            char next = text.charAt(at);
            switch (next) {
                case ';' -> {
                    at++;
                    add(current, words, List.of());
                    words.clear();
                }
                case '{' -> {
                    at++;
                    blocks.push(current);
                    current = new Open(List.copyOf(words), new ArrayList<>());
                    words.clear();
                }
                case '}' -> {
                    at++;
                    words.clear();
                    if (!blocks.isEmpty()) {
                        var closed = current;
                        current = blocks.pop();
                        add(current, closed.words(), closed.children());
                    }
                }
                default -> words.add(next == '"' || next == '\'' ? quoted(next) : plain());
            }
        }
        return current.children();
    }

    private static void add(Open block, List<String> words, List<Directive> children) {
        if (!words.isEmpty()) {
            block.children().add(new Directive(words.get(0), words.subList(1, words.size()), children));
        }
    }

    /** False at the end of the text. */
    private boolean skipToToken() {
        while (at < text.length()) {
            char next = text.charAt(at);
            if (next == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (Character.isWhitespace(next)) {
                at++;
            } else {
                return true;
            }
        }
        return false;
    }

    private String quoted(char quote) {
        var word = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != quote; at++) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                char escaped = text.charAt(at + 1);
                if (escaped == quote || escaped == '\\') {
                    at++;
                }
            }
            word.append(text.charAt(at));
        }
        at++;
        return word.toString();
    }

    /** A brace right after a dollar sign belongs to a variable's name. */
    private String plain() {
        int from = at;
        while (at < text.length()) {
            char next = text.charAt(at);
            if (next == '$' && at + 1 < text.length() && text.charAt(at + 1) == '{') {
                int end = text.indexOf('}', at);
                at = end < 0 ? text.length() : end + 1;
                continue;
            }
            if (Character.isWhitespace(next) || next == ';' || next == '{' || next == '}') {
                break;
            }
            at += next == '\\' ? Math.min(2, text.length() - at) : 1;
        }
        return text.substring(from, at);
    }
}
