package io.crossfade.core.spi;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Looks at a running load balancer, without writing anything, and proposes the entry that a plan needs for it. What it
 * guesses it says in the entry's comments; where nothing fits it says why.
 */
public interface Initializer {

    /** How a place looks, for the help text. */
    String example();

    /** The configuration file of a load balancer that is reached at {@code place}, where nobody says which it is. */
    String configFile(String place);

    /** Looks and proposes. Never completes exceptionally: what goes wrong is an obstacle, a strange place too. */
    CompletionStage<Proposal> propose(Request request, Host host);

    /**
     * What is asked.
     *
     * @param place where the load balancer is reached
     * @param baseline what the operator named as cluster X; empty where it is to be guessed
     * @param candidate what the operator named as cluster Y; empty where it is to be guessed
     * @param configFile the path of the load balancer's configuration, for people and for the paths in advice
     * @param config the text of that file; empty where it could not be read
     */
    record Request(String place, List<String> baseline, List<String> candidate, String configFile, String config) {

        public Request {
            baseline = List.copyOf(baseline);
            candidate = List.copyOf(candidate);
        }
    }

    /**
     * What was found.
     *
     * @param seen what was seen, one line each
     * @param obstacles why no entry can be proposed, one line each; empty exactly where there is one
     * @param name a short name for the cutover, of letters, digits, dots, underscores and hyphens
     * @param entry the entry below {@code routers:}, indented by two spaces, with its comments
     * @param todo what the load balancer's configuration still needs
     */
    record Proposal(List<String> seen, List<String> obstacles, String name, String entry, List<Todo> todo) {

        public Proposal {
            seen = List.copyOf(seen);
            obstacles = List.copyOf(obstacles);
            todo = List.copyOf(todo);
        }

        /** A name for the cutover from one to the other of these, whatever characters they have. */
        public static String name(String first, String second) {
            var name =
                    (first + "-to-" + second).replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("^[^A-Za-z0-9]+", "");
            return name.substring(0, Math.min(63, name.length()));
        }

        /** Nothing to propose. */
        public static Proposal refused(List<String> seen, List<String> obstacles, List<Todo> todo) {
            return new Proposal(seen, obstacles, "", "", todo);
        }
    }

    /**
     * Lines to add by hand.
     *
     * @param where the place, in words
     * @param lines what to write there, to the letter
     */
    record Todo(String where, List<String> lines) {

        public Todo {
            lines = List.copyOf(lines);
        }
    }
}
