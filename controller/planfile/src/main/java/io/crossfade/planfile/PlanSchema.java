package io.crossfade.planfile;

import io.crossfade.core.spi.AdapterProvider;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The JSON Schema (2020-12) of plan files, for editors. It is made of the declaration that {@link PlanReader} reads by;
 * what only several values together can show, such as shares that must rise, the reader alone refuses.
 */
public final class PlanSchema {

    private PlanSchema() {}

    /**
     * The schema as JSON text, the same for the same adapters.
     *
     * @param adapters the load balancers that a plan may name
     */
    public static String json(List<AdapterProvider> adapters) {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Crossfade plan");
        schema.putAll(new PlanShape(adapters).schema());
        return JsonText.of(schema);
    }
}
