package io.crossfade.simulations.yardstick;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

/** Prints the tables that the judge is measured with. */
public final class JudgeTables {

    private static final int RUNS = 1_000;

    private static final List<Table> TABLES = List.of(
            DetectionTable.fromTheStart(),
            DetectionTable.late(),
            new FalseAlarmTable(),
            new WorldsTable(),
            new LatencyTable(),
            new CertificateTable(),
            new ShareTable(),
            new PeersTable());

    private JudgeTables() {}

    /** Takes {@code --table NAME} (all, where there is none), {@code --runs N} and {@code --seed S}. */
    public static void main(String[] arguments) {
        String table = "all";
        int runs = RUNS;
        long seed = 1;
        for (int i = 0; i < arguments.length; i += 2) {
            String value = i + 1 < arguments.length ? arguments[i + 1] : "";
            switch (arguments[i]) {
                case "--table" -> table = value;
                case "--runs" -> runs = Integer.parseInt(value);
                case "--seed" -> seed = Long.parseLong(value);
                default ->
                    throw new IllegalArgumentException(
                            "argument: " + arguments[i] + " (expected: --table, --runs or --seed)");
            }
        }
        print(table, runs, seed, System.out);
    }

    /**
     * Prints one table.
     *
     * @param name of the table, or {@code all}
     * @param runs how many runs of each cell, at least 1
     * @param seed decides every request
     */
    public static void print(String name, int runs, long seed, PrintStream out) {
        var settings = new Settings(runs, seed);
        var chosen = TABLES.stream()
                .filter(table -> name.equals("all") || name.equals(table.name()))
                .toList();
        if (chosen.isEmpty()) {
            String known = TABLES.stream().map(Table::name).collect(Collectors.joining(", "));
            throw new IllegalArgumentException("table: " + name + " (expected: all, " + known + ")");
        }
        chosen.forEach(table -> table.print(settings, out));
    }
}
