package io.crossfade.app;

import picocli.CommandLine.IVersionProvider;

/** The version in the manifest of the jar; classes that run outside the jar have none. */
final class Version implements IVersionProvider {

    static String text() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"crossfade " + text()};
    }
}
