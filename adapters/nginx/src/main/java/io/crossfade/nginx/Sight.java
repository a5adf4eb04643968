package io.crossfade.nginx;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Looks at an NGINX: its include, its processes, and which generation serves. No exit code counts as proof. All
 * methods block: for a worker thread.
 */
final class Sight {

    /**
     * How exactly a worker's start can be set against a file's time. Between two changes of ours lies at least a settled
     * reload, which takes longer.
     */
    private static final Duration TOLERANCE = Duration.ofMillis(50);

    private final NginxSpec spec;
    private final IncludeFiles files;
    private final Places places;
    private final Optional<Probe> probe;

    /** True from a reload until it is known what came of it: until then nothing counts as shown to serve. */
    private volatile boolean unsettled;

    Sight(NginxSpec spec, IncludeFiles files, Places places) {
        this.spec = spec;
        this.files = files;
        this.places = places;
        this.probe = spec.probe().map(Probe::new);
    }

    /**
     * What is seen now.
     *
     * @throws IOException where NGINX does not run, hears nothing or answers nothing, or where the include is neither
     *     ours nor known from before; with a message for people
     */
    Look look() throws IOException {
        var master = master();
        if (master.stopped()) {
            throw new IOException("NGINX master " + master.pid() + " is stopped and hears no reload");
        }
        return look(master);
    }

    /** As {@link #look()}, of a master that may be stopped too: it may go on at any time. */
    Look lookBeforeWrite() throws IOException {
        return look(master());
    }

    private Look look(Master master) throws IOException {
        var text = files.liveText();
        var serving = files.servingText();
        var live = Optional.<Include>empty();
        var trouble = "";
        if (text.isEmpty()) {
            trouble = "include " + spec.include() + " does not exist";
        } else {
            try {
                live = Optional.of(Include.parse(text.get()));
            } catch (IllegalArgumentException e) {
                trouble = "include " + spec.include() + ": " + e.getMessage();
            }
        }
        if (live.isEmpty() && serving.isEmpty()) {
            throw new IOException(trouble);
        }
        var served = served();
        boolean same = text.isPresent() && text.equals(serving);
        var ahead = live.isEmpty() ? "" : ahead(live.get(), same, served, master);
        return new Look(live, trouble, serving.flatMap(Sight::parsed), ahead, served, master);
    }

    /** Says whether there is a reload of which is not known what came of it. */
    void unsettled(boolean now) {
        unsettled = now;
    }

    /** The processes alone. */
    Master master() throws IOException {
        return Master.of(places.pidFile());
    }

    /** Whether a worker answers {@code generation}; without a probe nothing speaks against it. */
    boolean answers(long generation) {
        try {
            return served().map(Long.toString(generation)::equals).orElse(true);
        } catch (IOException silent) {
            return false;
        }
    }

    private Optional<String> served() throws IOException {
        return probe.isPresent() ? Optional.of(probe.get().generation()) : Optional.empty();
    }

    private String ahead(Include live, boolean same, Optional<String> served, Master master) throws IOException {
        if (unsettled) {
            return "a reload that was not shown to serve may still take effect";
        }
        if (served.isPresent()) {
            return served.get().equals(Long.toString(live.generation()))
                    ? ""
                    : "include " + spec.include() + " holds generation " + live.generation() + " (" + live.share()
                            + "), NGINX serves generation " + served.get() + ": a reload would bring the include's";
        }
        // Two names of one file are alike whatever is written into it.
        var since = same ? files.sharedSince() : files.placedAt();
        boolean loaded = since.isPresent() ? master.allStartedSince(since.get(), TOLERANCE) : same;
        return loaded
                ? ""
                : "include " + spec.include() + " (generation " + live.generation() + ", " + live.share()
                        + ") is younger than the workers: a reload would bring it";
    }

    private static Optional<Include> parsed(String text) {
        try {
            return Optional.of(Include.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
