package io.crossfade.planfile;

import io.crossfade.core.config.Node;
import io.crossfade.core.config.Position;
import io.crossfade.core.config.Problem;
import io.crossfade.core.config.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Turns a composed YAML document into config nodes: aliases written out, references replaced, keys distinct text. */
final class YamlTree {

    /** The most values once aliases are written out. */
    static final int MOST_VALUES = 20_000;

    private static final Set<Tag> KNOWN_TAGS =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.SEQ, Tag.MAP);

    private final References references;
    private final Problems problems;
    private final Set<Position> unreplaced = new LinkedHashSet<>();
    private int values;

    YamlTree(References references, Problems problems) {
        this.references = references;
        this.problems = problems;
    }

    Node convert(org.snakeyaml.engine.v2.nodes.Node root) throws YamlFault {
        return convert(root, "", 0);
    }

    /** Where a reference could not be replaced, so that no shape can say anything about the value. */
    Set<Position> unreplaced() {
        return unreplaced;
    }

    private Node convert(org.snakeyaml.engine.v2.nodes.Node node, String path, int depth) throws YamlFault {
        var position = Yaml.position(node.getStartMark());
        if (++values > MOST_VALUES) {
            throw new YamlFault(position, "too many values", "at most " + MOST_VALUES + ", aliases written out");
        }
        if (depth > Yaml.DEEPEST) {
            throw new YamlFault(
                    position, "nested too deep by aliases", "at most " + Yaml.DEEPEST + " levels, aliases written out");
        }
        if (!KNOWN_TAGS.contains(node.getTag())) {
            problems.add(new Problem(path, position, 1, "tag " + node.getTag().getValue(), "a value without tag", ""));
        }
        if (node instanceof MappingNode mapping) {
            return mapping(mapping, position, path, depth);
        }
        if (node instanceof SequenceNode sequence) {
            var items = new ArrayList<Node>();
            for (var item : sequence.getValue()) {
                items.add(convert(item, path + "[" + items.size() + "]", depth + 1));
            }
            return new Node.Items(items, position);
        }
        return scalar((ScalarNode) node, position, path);
    }

    private Node mapping(MappingNode mapping, Position position, String path, int depth) throws YamlFault {
        var entries = new LinkedHashMap<String, Node.Entry>();
        for (NodeTuple tuple : mapping.getValue()) {
            var keyPosition = Yaml.position(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key) || !key.getTag().equals(Tag.STR)) {
                problems.add(new Problem(path, keyPosition, 1, "a key that is not text", "a word as key", ""));
                continue;
            }
            var name = key.getValue();
            var keyPath = path.isEmpty() ? name : path + "." + name;
            var entry = new Node.Entry(name, keyPosition, convert(tuple.getValueNode(), keyPath, depth + 1));
            var first = entries.putIfAbsent(name, entry);
            if (first != null) {
                var at = first.keyPosition();
                problems.add(new Problem(
                        keyPath,
                        keyPosition,
                        name.length(),
                        "duplicate key, first at line " + at.line() + ", column " + at.column(),
                        "each key once",
                        ""));
            }
        }
        return new Node.Fields(List.copyOf(entries.values()), position);
    }

    private Node scalar(ScalarNode scalar, Position position, String path) {
        int width = scalar.getEndMark()
                .map(mark -> Yaml.position(Optional.of(mark)))
                .filter(end -> end.line() == position.line())
                .map(end -> end.column() - position.column())
                .orElse(1);
        var text = scalar.getTag().equals(Tag.NULL) && scalar.isPlain() ? "" : scalar.getValue();
        if (!References.isIn(text)) {
            return new Node.Scalar(text, position, width, false);
        }
        try {
            return new Node.Scalar(references.replace(text), position, width, true);
        } catch (References.Missing missing) {
            problems.add(new Problem(path, position, width, missing.found(), missing.expected(), ""));
            unreplaced.add(position);
            return new Node.Scalar(text, position, width, true);
        }
    }
}
