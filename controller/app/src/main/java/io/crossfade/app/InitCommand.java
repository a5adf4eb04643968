package io.crossfade.app;

import io.crossfade.core.spi.AdapterProvider;
import io.crossfade.core.spi.Initializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "init",
        description = "Looks at a running load balancer, writes a plan with its real names, and says which lines its"
                + " configuration still needs. Never writes to the load balancer.",
        mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {

    private static final long LARGEST_CONFIG = 1 << 20;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-o", "--out"},
            defaultValue = "",
            paramLabel = "FILE",
            description = "where the plan is written (default: standard output)")
    private Path out;

    @Option(names = "--force", description = "write over FILE where it exists")
    private boolean force;

    @Option(
            names = "--config",
            defaultValue = "",
            paramLabel = "FILE",
            description =
                    "the load balancer's configuration, read to say where lines go (default: where it usually is)")
    private String config;

    @Option(names = "--baseline", split = ",", paramLabel = "NAME", description = "what serves now, not to be guessed")
    private List<String> baseline = List.of();

    @Option(
            names = "--candidate",
            split = ",",
            paramLabel = "NAME",
            description = "what is being introduced, not to be guessed")
    private List<String> candidate = List.of();

    @Option(
            names = "--schema",
            defaultValue = "",
            paramLabel = "FILE",
            description = "the file that `crossfade schema` was written to, for editors")
    private String schema;

    private final Surroundings around;

    private InitCommand(Surroundings around) {
        this.around = around;
    }

    /** The command with an option for each adapter that can write a plan, such as {@code --haproxy}. */
    static CommandLine on(Surroundings around) {
        var command = new CommandLine(new InitCommand(around));
        try {
            Adapters.load(around.environment()).all().stream()
                    .filter(adapter -> adapter.initializer().isPresent())
                    .forEach(adapter -> command.getCommandSpec().addOption(option(adapter)));
        } catch (Quit unreadable) {
            // Without adapters there is nothing to offer; a command that needs them says why there are none.
        }
        return command;
    }

    private static OptionSpec option(AdapterProvider adapter) {
        return OptionSpec.builder("--" + adapter.name())
                .type(String.class)
                .paramLabel("ADDRESS")
                .description("where the running " + adapter.name() + " is found, such as "
                        + adapter.initializer().map(Initializer::example).orElse(""))
                .build();
    }

    @Override
    public Integer call() throws Quit {
        if (!force && !isStandardOutput() && Files.exists(out)) {
            throw exists();
        }
        var adapters = Adapters.load(around.environment());
        var asked = adapters.all().stream().filter(this::isAsked).toList();
        if (asked.size() != 1) {
            throw new Quit(ExitCode.USAGE, "init: which load balancer? (expected: one of " + names(adapters) + ")");
        }
        var proposal = propose(asked.get(0));
        proposal.seen().forEach(around::tell);
        if (!proposal.obstacles().isEmpty()) {
            proposal.obstacles().forEach(why -> around.tell("error   " + why));
            tell(config(asked.get(0)), proposal.todo());
            throw new Quit(ExitCode.PREFLIGHT_FAILED, "no plan was written, nothing was changed");
        }
        write(new PlanDraft(asked.get(0).name(), place(asked.get(0)), schema, proposal).text());
        tell(config(asked.get(0)), proposal.todo());
        return ExitCode.DONE.code();
    }

    private Initializer.Proposal propose(AdapterProvider adapter) throws Quit {
        var file = config(adapter);
        var request = new Initializer.Request(
                place(adapter), baseline, candidate, file.toAbsolutePath().toString(), configText(file));
        var initializer = initializer(adapter);
        try (var shell = new Shell()) {
            return shell.await(() -> initializer.propose(request, shell.host()));
        }
    }

    private static Initializer initializer(AdapterProvider adapter) {
        return adapter.initializer()
                .orElseThrow(() -> new IllegalStateException("init: " + adapter.name() + " (expected: offered)"));
    }

    private Path config(AdapterProvider adapter) {
        return Path.of(config.isEmpty() ? initializer(adapter).configFile(place(adapter)) : config);
    }

    private boolean isAsked(AdapterProvider adapter) {
        return !place(adapter).isEmpty();
    }

    private String place(AdapterProvider adapter) {
        var option = spec.findOption("--" + adapter.name());
        return option == null || option.getValue() == null ? "" : option.getValue();
    }

    private static String names(Adapters adapters) {
        return String.join(
                ", ",
                adapters.all().stream()
                        .filter(adapter -> adapter.initializer().isPresent())
                        .map(adapter -> "--" + adapter.name())
                        .toList());
    }

    /** The configuration helps to say where lines go; a plan can be written without it. */
    private String configText(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= LARGEST_CONFIG
                    ? Files.readString(file, StandardCharsets.ISO_8859_1)
                    : "";
        } catch (IOException unreadable) {
            around.tell("warning " + file + " cannot be read: " + unreadable);
            return "";
        }
    }

    private boolean isStandardOutput() {
        return out.toString().isEmpty();
    }

    private Quit exists() {
        return new Quit(ExitCode.USAGE, out + " exists, nothing was written (expected: a new file, or --force)");
    }

    private void write(String plan) throws Quit {
        if (isStandardOutput()) {
            around.out().print(plan);
            around.out().flush();
            return;
        }
        try {
            if (force) {
                Files.writeString(out, plan);
            } else {
                Files.writeString(out, plan, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            }
        } catch (FileAlreadyExistsException meanwhile) {
            throw exists();
        } catch (IOException failure) {
            throw new Quit(ExitCode.USAGE, out + " cannot be written: " + failure);
        }
        around.tell("wrote " + out + "; look through it, then: crossfade lint " + out + ", crossfade doctor " + out);
    }

    private void tell(Path file, List<Initializer.Todo> todo) {
        if (todo.isEmpty()) {
            return;
        }
        around.tell("");
        around.tell(file + " still needs these lines, and then a reload:");
        for (var each : todo) {
            around.tell("");
            around.tell(each.where());
            each.lines().forEach(line -> around.tell("    " + line));
        }
    }
}
