package io.crossfade.simulations;

import io.crossfade.core.plan.Plan;
import io.crossfade.haproxy.HaproxyProvider;
import io.crossfade.nginx.NginxProvider;
import io.crossfade.planfile.FileSource;
import io.crossfade.planfile.PlanFile;
import io.crossfade.planfile.PlanReader;
import java.util.List;
import java.util.Optional;

/** Plans for tests. */
final class Reference {

    private Reference() {}

    /** The plan that the library's expectations are stated for. */
    static Plan plan() {
        return plan(Library.referencePlan());
    }

    static Plan plan(String text) {
        var reader = new PlanReader(
                List.of(new HaproxyProvider(), new NginxProvider()), name -> Optional.empty(), FileSource.SYSTEM);
        var file = reader.read("plan", text);
        if (file instanceof PlanFile.Valid valid) {
            return valid.plan();
        }
        throw new AssertionError(((PlanFile.Invalid) file).problems());
    }
}
