package io.crossfade.planfile;

import io.crossfade.core.config.Position;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** What is asked of a text before it is taken for YAML. */
final class PlanText {

    /** The most bytes of a plan file: a thousand times what a plan needs. */
    static final int MOST_BYTES = 1 << 20;

    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private PlanText() {}

    /** The text of {@code bytes}; empty where they are not UTF-8. */
    static Optional<String> decode(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    /** Refuses characters that YAML does not allow, and those that a person does not see. */
    static void requireReadable(String text) throws YamlFault {
        int line = 1;
        int column = 1;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int character = text.codePointAt(i);
            if (character == BYTE_ORDER_MARK) {
                throw new YamlFault(new Position(line, column), "byte order mark", "UTF-8 without one");
            }
            if (!StreamReader.isPrintable(character)) {
                var name = character == 0 ? "NUL character" : String.format("character U+%04X", character);
                throw new YamlFault(new Position(line, column), name, "text without control characters");
            }
            if (character == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
    }
}
