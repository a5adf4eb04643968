package io.crossfade.app;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "man",
        description = "Prints the manual page: crossfade man | man -l -",
        mixinStandardHelpOptions = true)
final class ManCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    private final Surroundings around;

    ManCommand(Surroundings around) {
        this.around = around;
    }

    /** The help of every command as a page for {@code man}, so that there is one text and not two that drift apart. */
    @Override
    public Integer call() {
        var root = spec.root().commandLine();
        var page = new StringBuilder(
                        ".TH CROSSFADE 1 \"\" \"crossfade " + Version.text() + "\"\n.SH NAME\ncrossfade \\- ")
                .append(escaped(root.getCommandSpec().usageMessage().description()[0]))
                .append('\n');
        append(page, "SYNOPSIS", root);
        root.getSubcommands().forEach((name, command) -> append(page, "crossfade " + name, command));
        around.out().print(page);
        return ExitCode.DONE.code();
    }

    private static void append(StringBuilder page, String title, CommandLine command) {
        page.append(".SH \"").append(escaped(title)).append("\"\n.nf\n");
        command.getUsageMessage(Ansi.OFF)
                .lines()
                .forEach(line -> page.append(escaped(line)).append('\n'));
        page.append(".fi\n");
    }

    /** A hyphen stays one, and a line that begins with a dot or a quote is text. */
    private static String escaped(String line) {
        var text = line.replace("\\", "\\e").replace("-", "\\-");
        return text.startsWith(".") || text.startsWith("'") ? "\\&" + text : text;
    }
}
