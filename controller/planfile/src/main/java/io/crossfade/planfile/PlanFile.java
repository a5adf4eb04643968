package io.crossfade.planfile;

import io.crossfade.core.plan.Plan;
import java.util.List;

/** What reading a plan file gave: the plan, or every fault of it. */
public sealed interface PlanFile {

    /**
     * A plan without fault.
     *
     * @param plan what the file means
     * @param hash the SHA-256 of the file as it was written, before substitution, in lower-case hexadecimal digits
     * @param text the file as it was written, before substitution, so that it has references and no secrets
     * @param warnings what is allowed but unlikely to be meant, ready to print, several lines each
     */
    record Valid(Plan plan, String hash, String text, List<String> warnings) implements PlanFile {
        public Valid {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * A file that is no plan.
     *
     * @param problems every fault in the order of the file, ready to print, several lines each; at least one
     */
    record Invalid(List<String> problems) implements PlanFile {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }
}
