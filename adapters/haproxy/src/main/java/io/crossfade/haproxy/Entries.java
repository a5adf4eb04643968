package io.crossfade.haproxy;

import io.crossfade.core.spi.Pairing.Pair;
import io.crossfade.core.spi.YamlText;
import io.crossfade.haproxy.Inventory.Backend;
import io.crossfade.haproxy.Inventory.SplitMap;
import java.util.List;
import java.util.Optional;

/** The text of the entry below {@code routers:}, with what was guessed in its comments. */
final class Entries {

    private Entries() {}

    static String map(
            String socket, Optional<SplitMap> map, Advice advice, Pair pair, Backend baseline, Backend candidate) {
        var file = map.map(SplitMap::file).orElseGet(advice::mapFile);
        var key = map.map(SplitMap::key).orElse(Advice.KEY);
        var origin = map.isPresent()
                ? "guessed, since it alone has one key and a number of 0 to 10000"
                : "not there yet: add the lines that `crossfade init` printed";
        return """
                  - haproxy:
                      socket: %s
                      # Two backends; the candidate's share is the value of a map's key, in parts of 10,000.
                      # The map: %s.
                      map: { file: %s, key: %s }
                      # The backends: %s.
                      baseline:  %s   # %s
                      candidate: %s   # %s
                      watch: { ring: %s }   # the frontend says: log ring@%s local0, option httplog
                """.formatted(
                        YamlText.text(socket),
                        origin,
                        YamlText.text(file),
                        YamlText.text(key),
                        pair.why(),
                        YamlText.text(pair.baseline()),
                        servers(baseline),
                        YamlText.text(pair.candidate()),
                        servers(candidate),
                        YamlText.text(advice.ring()),
                        advice.ring());
    }

    static String weights(String socket, Advice advice, Clusters clusters) {
        return """
                  - haproxy:
                      socket: %s
                      # One backend; the split is made by the weights of its servers, balance %s.
                      # A reload brings back the weights of haproxy.cfg: `crossfade plan` shows the lines to change.
                      backend: %s
                      # The servers: %s.
                      baseline:  %s
                      candidate: %s
                      watch: { ring: %s }   # the frontend says: log ring@%s local0, option httplog
                """.formatted(
                        YamlText.text(socket),
                        clusters.backend().algorithm(),
                        YamlText.text(clusters.backend().name()),
                        clusters.why(),
                        YamlText.list(clusters.baseline()),
                        YamlText.list(clusters.candidate()),
                        YamlText.text(advice.ring()),
                        advice.ring());
    }

    private static String servers(Backend backend) {
        List<String> names = backend.names();
        return names.size() + (names.size() == 1 ? " server: " : " servers: ") + String.join(", ", names);
    }
}
