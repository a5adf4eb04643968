package io.crossfade.haproxy;

import io.crossfade.core.weights.WeightOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The answer to the one line that reads the weights of a backend, with or without writing them first. The process is
 * asked for at both ends of the line, as in {@link Snapshot}.
 *
 * @param process who answered
 * @param refusal what HAProxy said to the first write that it did not carry out; empty where it carried out all
 * @param backend the backend after it
 */
record WeightSnapshot(ProcessInfo process, String refusal, WeightedBackend backend) {

    /** The characters of a line without settings and names. */
    static final int QUESTIONS_LENGTH = "show info;show servers state ;show stat  6 -1;show info".length();

    private static final int READ_ANSWERS = 4;

    static String readLine(HaproxyWeightsSpec spec) {
        return writeLine(spec, List.of());
    }

    static String writeLine(HaproxyWeightsSpec spec, List<WeightOrder.Setting> settings) {
        var commands = new ArrayList<String>();
        commands.add("show info");
        commands.addAll(setCommands(spec, settings));
        commands.add(stateCommand(spec));
        commands.add(Snapshot.statCommand(spec.backend()));
        commands.add("show info");
        return Commands.line(commands);
    }

    static List<String> setCommands(HaproxyWeightsSpec spec, List<WeightOrder.Setting> settings) {
        return settings.stream()
                .map(setting -> "set server " + spec.backend() + "/" + setting.server() + " weight " + setting.weight())
                .toList();
    }

    static String stateCommand(HaproxyWeightsSpec spec) {
        return "show servers state " + spec.backend();
    }

    /**
     * The answer to {@link #writeLine} of {@code settings} many settings.
     *
     * @throws IllegalArgumentException where it is cut, not understood, or of a process that is about to end
     */
    static WeightSnapshot of(String reply, int settings) {
        var answers = Answers.of(reply, READ_ANSWERS + settings);
        var process = Snapshot.sameProcess(answers.get(0), answers.get(answers.size() - 1));
        var refusal = answers.subList(1, 1 + settings).stream()
                .map(String::strip)
                .filter(answer -> !answer.isEmpty())
                .findFirst()
                .orElse("");
        return new WeightSnapshot(
                process, refusal, WeightedBackend.parse(answers.get(1 + settings), answers.get(2 + settings)));
    }
}
