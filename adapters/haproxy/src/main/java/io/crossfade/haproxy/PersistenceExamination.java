package io.crossfade.haproxy;

import io.crossfade.core.port.Finding;
import java.util.List;

/** Finds what would keep a client on a server whatever its weight is, as far as HAProxy tells. */
final class PersistenceExamination {

    private final HaproxyWeightsSpec spec;

    PersistenceExamination(HaproxyWeightsSpec spec) {
        this.spec = spec;
    }

    void examine(List<Finding> findings, WeightedBackend backend, String tables) {
        var what = "backend " + spec.backend();
        if (!backend.mode().equals("http")) {
            findings.add(Finding.error(
                    what + ": mode " + backend.mode() + " (expected: http)",
                    "a connection of mode tcp keeps its server for life: set `mode http`"));
        }
        if (!backend.cookie().isEmpty()) {
            findings.add(sticky(
                    what + ": cookie " + backend.cookie()
                            + " keeps clients on their servers also at weight 0, and HAProxy does not count such requests"
                            + " as selected",
                    "remove the cookie"));
        }
        if (tables.contains("# table: " + spec.backend() + ",")) {
            findings.add(sticky(
                    what
                            + " has a stick table; whether `stick on` uses it cannot be seen, and with `stick on` clients stay"
                            + " on their servers also at weight 0",
                    "remove `stick on`, or move a table that only counts to a backend of its own"));
        } else {
            findings.add(Finding.info("cannot be seen from outside: `stick on` with the table of another backend"));
        }
    }

    private Finding sticky(String text, String remedy) {
        return spec.stickyAccepted()
                ? Finding.warning(text, "")
                : Finding.error(text, remedy + ", or write `sticky: accept` in the plan");
    }
}
