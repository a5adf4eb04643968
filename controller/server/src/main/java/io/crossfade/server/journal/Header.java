package io.crossfade.server.journal;

import io.crossfade.core.machine.Cutover;
import io.crossfade.core.machine.Moment;
import io.crossfade.core.plan.Plan;
import io.crossfade.core.port.Reading;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What a journal begins with: all that the first decision was made of.
 *
 * @param at when the cutover began
 * @param version of the program that began it
 * @param planText the plan file as it was written: what came from {@code ${ENV:NAME}} and {@code ${FILE:path}} stands
 *     here as that reference, never as its value
 * @param planHash the SHA-256 of the plan file, in lower-case hexadecimal digits
 * @param plan what the text meant then, with every value replaced; of its load balancers only adapter, label and the
 *     hash of the identity
 * @param readings of each load balancer, in the plan's order
 */
public record Header(Moment at, String version, String planText, String planHash, Plan plan, List<Reading> readings) {

    /**
     * The schema of the records: a greater minor number adds keys, a greater major number changes them. A reader
     * refuses a major number that it does not know.
     */
    public static final String SCHEMA = "1.0";

    static final String TYPE = "header";

    public Header {
        readings = List.copyOf(readings);
    }

    /** Where the cutover stood before the first event. */
    public Cutover begun() {
        return Cutover.begin(plan, readings);
    }

    JsonObject write(JsonObject json) {
        var each = new Readings(new Shares(plan));
        var written = new JsonArray();
        readings.forEach(reading -> written.add(each.write(reading)));
        return json.put("schema", SCHEMA)
                .put("nanos", at.nanos())
                .put("version", version)
                .put("planHash", planHash)
                .put("planText", planText)
                .put("plan", Plans.write(plan))
                .put("readings", written);
    }

    static Header read(Fields fields) {
        var schema = fields.text("schema");
        var major = SCHEMA.substring(0, SCHEMA.indexOf('.') + 1);
        if (!schema.startsWith(major)) {
            throw fields.wrong("schema", schema, major + "x; a newer program wrote this");
        }
        var plan = Plans.read(fields.fields("plan"));
        var each = new Readings(new Shares(plan));
        return new Header(
                new Moment(fields.number("nanos"), fields.instant("ts")),
                fields.text("version"),
                fields.text("planText"),
                fields.text("planHash"),
                plan,
                fields.each("readings", each::read));
    }
}
