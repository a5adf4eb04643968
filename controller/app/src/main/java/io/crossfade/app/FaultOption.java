package io.crossfade.app;

import io.crossfade.planfile.ShapedFile;
import io.crossfade.simulations.scenario.Scenario;
import io.crossfade.simulations.scenario.Scenarios;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A fault of the candidate as the command line tells it: made a scenario's, and read as strictly as one. */
final class FaultOption {

    private static final String EXPECTED =
            "errors=5%, latency=x2, latency=+200ms, down, hang or hang=5% (of the requests)";

    private static final Pattern ERRORS = Pattern.compile("errors=([0-9.]+%)");
    private static final Pattern HANG = Pattern.compile("hang(?:=([0-9.]+%))?");
    private static final Pattern TIMES = Pattern.compile("latency=x([0-9]+(?:\\.[0-9]+)?)");
    private static final Pattern LATER = Pattern.compile("latency=\\+([0-9]+[0-9a-z]*)");
    private static final Pattern SHARE = Pattern.compile("[0-9.]+%");
    private static final Pattern TIME = Pattern.compile("[0-9][0-9a-z]*");

    private FaultOption() {}

    /** A scenario in which all is well but for this. */
    static Scenario scenario(Optional<String> fault, Optional<String> at) throws Quit {
        if (fault.isEmpty() && at.isPresent()) {
            throw new Quit(ExitCode.USAGE, "--at: " + at.get() + " (expected: a --fault that begins then)");
        }
        var about = fault.map(text -> "The traffic as it was, the candidate with " + text
                        + at.map(when -> " from " + when + " on").orElse("") + ".")
                .orElse("The traffic as it was, both clusters as well as then.");
        var text = new ArrayList<>(List.of("scenario: replay", "about: \"" + about + "\""));
        if (fault.isPresent()) {
            text.add("faults: [{ " + effect(fault.get(), at.isPresent() ? when(at.get()) : "") + " }]");
        }
        var read = new Scenarios().read("--fault", String.join("\n", text));
        if (read instanceof ShapedFile.Valid<Scenario> valid) {
            return valid.value();
        }
        var problems = ((ShapedFile.Invalid<Scenario>) read).problems();
        throw new Quit(ExitCode.USAGE, String.join("\n", problems));
    }

    private static String effect(String fault, String when) throws Quit {
        var errors = ERRORS.matcher(fault);
        if (errors.matches()) {
            return "errors: { in: candidate, rate: " + errors.group(1) + when + " }";
        }
        var hang = HANG.matcher(fault);
        if (hang.matches()) {
            var rate = Optional.ofNullable(hang.group(1)).orElse("100%");
            return "hang: { in: candidate, rate: " + rate + when + " }";
        }
        var times = TIMES.matcher(fault);
        if (times.matches()) {
            var percent = new BigDecimal(times.group(1)).movePointRight(2).toPlainString();
            return "slow: { in: candidate, times: " + percent + "%" + when + " }";
        }
        var later = LATER.matcher(fault);
        if (later.matches()) {
            return "delay: { in: candidate, by: " + later.group(1) + when + " }";
        }
        if (fault.equals("down")) {
            return "down: { in: candidate" + when + " }";
        }
        throw new Quit(ExitCode.USAGE, "--fault: " + fault + " (expected: " + EXPECTED + ")");
    }

    private static String when(String at) throws Quit {
        if (SHARE.matcher(at).matches()) {
            return ", reached: " + at;
        }
        if (TIME.matcher(at).matches()) {
            return ", at: " + at;
        }
        throw new Quit(
                ExitCode.USAGE,
                "--at: " + at + " (expected: a share such as 10%, or a time since the beginning such as 5m)");
    }
}
