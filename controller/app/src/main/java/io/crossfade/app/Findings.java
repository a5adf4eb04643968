package io.crossfade.app;

import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.Finding;
import io.crossfade.core.port.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a look at every load balancer of a plan showed.
 *
 * @param labels of the load balancers, in the plan's order
 * @param nodes what was found at each
 */
record Findings(List<String> labels, List<List<Finding>> nodes) {

    static Findings of(Fleet fleet) throws Quit {
        return new Findings(labels(fleet.plan()), fleet.examine());
    }

    static List<String> labels(Plan plan) {
        return plan.routers().stream().map(router -> router.label()).toList();
    }

    boolean has(Severity severity) {
        return nodes.stream().flatMap(List::stream).anyMatch(finding -> finding.severity() == severity);
    }

    /** All that is at least as severe as {@code least}, one finding after the other with what to do about it. */
    List<String> lines(Severity least) {
        var lines = new ArrayList<String>();
        for (int node = 0; node < nodes.size(); node++) {
            for (var finding : nodes.get(node)) {
                if (finding.severity().compareTo(least) >= 0) {
                    lines.add(String.format(
                            "%-7s %s: %s",
                            finding.severity().name().toLowerCase(Locale.ROOT), labels.get(node), finding.text()));
                    finding.remedy().lines().forEach(line -> lines.add("          " + line));
                }
            }
        }
        return lines;
    }

    /** What says that the split does not outlive a reload, with the lines that make it do. */
    List<String> lostAtReload() {
        return nodes.stream()
                .flatMap(List::stream)
                .filter(finding -> finding.severity().compareTo(Severity.WARNING) <= 0)
                .filter(finding -> finding.text().contains("reload"))
                .map(finding -> finding.remedy().isEmpty() ? finding.text() : finding.text() + "\n" + finding.remedy())
                .toList();
    }
}
