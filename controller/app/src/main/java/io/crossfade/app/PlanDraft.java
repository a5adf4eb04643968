package io.crossfade.app;

import io.crossfade.core.spi.Initializer.Proposal;

/**
 * The first plan for a load balancer: its entry as the adapter proposed it, and guards and steps that suit most
 * services.
 *
 * @param schema the schema file for editors; empty where there is none
 */
record PlanDraft(String adapter, String place, String schema, Proposal proposal) {

    String text() {
        var hint = schema.isEmpty() ? "" : "# yaml-language-server: $schema=" + schema + "\n";
        return hint + """
                # Written by `crossfade init` from what %s at %s showed. Nothing has been changed there.
                # Next: crossfade lint, crossfade doctor, crossfade plan and crossfade run, each with this file.
                cutover: %s
                routers:                          # every load balancer that carries the split; moved as one
                %s\
                guards:                           # a limit that the candidate is shown to break takes it back
                  # absolute, and against the baseline: percentage points for errors, a ratio for latency
                  - error-rate: { limit: 1%%, worse-than-baseline: 0.5%% }
                  - latency:    { quantile: p99, limit: 800ms, worse-than-baseline: 25%% }
                steps:                            # the candidate's share, and how long it must survive with it
                  - { candidate: 1%%,   bake: 5m }
                  - { candidate: 10%%,  bake: 10m }
                  - { candidate: 50%%,  bake: 15m, gate: approval }   # waits for `crossfade approve`
                  - { candidate: 100%%, bake: 30m }
                """.formatted(adapter, place, proposal.name(), proposal.entry());
    }
}
