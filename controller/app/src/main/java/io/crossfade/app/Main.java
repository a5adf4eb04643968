package io.crossfade.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** Where the runnable jar starts. */
@Command(
        name = "crossfade",
        description = "Moves live traffic from one cluster to another in guarded steps.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
public final class Main implements Runnable {

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public void run() {
        System.out.println(Version.line());
    }

    /** The version in the manifest of the jar; classes that run outside the jar have none. */
    static final class Version implements IVersionProvider {
        static String line() {
            String version = Main.class.getPackage().getImplementationVersion();
            return "crossfade " + (version == null ? "(not packaged)" : version);
        }

        @Override
        public String[] getVersion() {
            return new String[] {line()};
        }
    }
}
