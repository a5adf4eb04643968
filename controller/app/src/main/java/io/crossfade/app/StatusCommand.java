package io.crossfade.app;

import io.crossfade.app.view.StatusReader;
import io.crossfade.server.ControlClient;
import io.crossfade.server.ControlRequest;
import io.crossfade.server.Verb;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "status", description = "Shows where a running cutover stands.", mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    /** For people or for programs. */
    enum Output {
        TEXT,
        JSON
    }

    @Mixin
    private Target target;

    @Option(
            names = "--output",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Output output;

    private final Surroundings around;

    StatusCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws Quit {
        var folder = target.folder(around, target.plan(around, Adapters.load(around.environment())));
        try (var client = ControlClient.connect(folder.socket())) {
            var status = client.ask(ControlRequest.of(Verb.STATUS, ""), ControlCommand.ANSWER)
                    .status();
            if (output == Output.JSON) {
                around.out().println(status.encode());
            } else {
                print(status);
            }
            return ExitCode.DONE.code();
        } catch (IOException failure) {
            throw new Quit(
                    ExitCode.PREFLIGHT_FAILED,
                    "no controller answers on " + folder.socket() + ": " + failure.getMessage());
        }
    }

    private void print(JsonObject status) {
        var out = around.out();
        out.println(
                status.getString("cutover") + "  " + status.getString("state").toUpperCase(Locale.ROOT) + "  step "
                        + status.getInteger("step") + "/" + status.getInteger("steps") + "  candidate "
                        + status.getString("candidate") + "  since " + status.getString("since"));
        line("reason", status.getString("reason", ""));
        for (var node : objects(status.getJsonArray("nodes"))) {
            out.println("node    " + node.getString("label") + "  desired " + node.getString("desired", "-")
                    + "  achieved " + node.getString("achieved", "cannot be read"));
        }
        for (var verdict : objects(status.getJsonArray("verdicts"))) {
            out.println("guard   " + verdict.getString("status") + "  " + verdict.getString("guard") + ": "
                    + verdict.getString("text"));
        }
        for (var guard : StatusReader.read(status).guards()) {
            var grounds = guard.grounds().text();
            line("grounds", grounds.isEmpty() ? "" : guard.name() + ": not ruled out " + grounds);
        }
        line("missing", status.getString("missing", ""));
    }

    private void line(String name, String text) {
        if (!text.isEmpty()) {
            around.out().println(String.format("%-7s %s", name, text));
        }
    }

    private static List<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }
}
