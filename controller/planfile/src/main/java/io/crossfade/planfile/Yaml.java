package io.crossfade.planfile;

import io.crossfade.core.config.Position;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Composes a text as one YAML 1.2 document after its size and depth are known to be small. */
final class Yaml {

    /** The deepest nesting of lists and mappings. */
    static final int DEEPEST = 50;

    /** The most aliases; a few levels of aliases of aliases make a small file into a large tree. */
    static final int MOST_ALIASES = 10;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setMaxAliasesForCollections(MOST_ALIASES)
            .setCodePointLimit(PlanText.MOST_BYTES)
            .setAllowNonScalarKeys(true)
            .setAllowRecursiveKeys(false)
            .build();

    private Yaml() {}

    /** The root of the document; {@code what} is what the file should be, such as {@code a plan}. */
    static Node compose(String text, String what) throws YamlFault {
        try {
            requireSmall(text);
            return new Compose(SETTINGS)
                    .composeString(text)
                    .orElseThrow(() -> new YamlFault(new Position(1, 1), "the file is empty", what));
        } catch (MarkedYamlEngineException fault) {
            throw refused(fault);
        } catch (YamlEngineException fault) {
            throw new YamlFault(new Position(1, 1), "not YAML: " + fault.getMessage(), "");
        }
    }

    static Position position(Optional<Mark> mark) {
        return mark.map(present -> new Position(present.getLine() + 1, present.getColumn() + 1))
                .orElse(new Position(1, 1));
    }

    /** Counts on the stream of events, for composing a tree would already cost what is to be prevented. */
    private static void requireSmall(String text) throws YamlFault {
        int depth = 0;
        int aliases = 0;
        int documents = 0;
        for (Event event : new Parse(SETTINGS).parseString(text)) {
            switch (event.getEventId()) {
                case DocumentStart -> documents++;
                case SequenceStart, MappingStart -> depth++;
                case SequenceEnd, MappingEnd -> depth--;
                case Alias -> aliases++;
                case Scalar, Comment, DocumentEnd, StreamStart, StreamEnd -> {}
            }
            require(depth <= DEEPEST, event, "nested too deep", "at most " + DEEPEST + " levels");
            require(aliases <= MOST_ALIASES, event, "too many aliases", "at most " + MOST_ALIASES);
            require(documents <= 1, event, "a second document begins", "one document in a file");
        }
    }

    private static void require(boolean small, Event event, String message, String expected) throws YamlFault {
        if (!small) {
            throw new YamlFault(position(event.getStartMark()), message, expected);
        }
    }

    private static YamlFault refused(MarkedYamlEngineException fault) {
        var position = position(fault.getProblemMark().or(fault::getContextMark));
        var message = String.valueOf(fault.getProblem());
        return message.contains("\\t(TAB)")
                ? new YamlFault(position, "a tab indents", "spaces, for YAML allows no tab there")
                : new YamlFault(position, "not YAML: " + message, "");
    }
}
