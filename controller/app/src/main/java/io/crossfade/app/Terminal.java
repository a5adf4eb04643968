package io.crossfade.app;

import java.io.Console;
import java.util.Optional;

/** The person at the other end, where there is one. */
interface Terminal {

    /** True where a person can be asked: both standard input and output are a terminal. */
    boolean interactive();

    /** Asks, and waits for a line; empty where the input has ended. */
    String ask(String question);

    /** What pictures can be drawn on; empty where there is nothing. */
    default Optional<Tty> tty() {
        return Optional.empty();
    }

    /** On this release no console is null; on later ones {@link #isTerminal} tells. */
    @SuppressWarnings("SystemConsoleNull")
    static Terminal ofProcess() {
        var console = System.console();
        return console != null && isTerminal(console) ? new Person(console) : new Nobody();
    }

    /** Later JDKs give a console also where none is; they have a method to tell, which this release does not know. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException earlier) {
            return true;
        } catch (ReflectiveOperationException unknown) {
            return false;
        }
    }

    /** A person at a console. */
    record Person(Console console) implements Terminal {
        @Override
        public boolean interactive() {
            return true;
        }

        @Override
        public String ask(String question) {
            var line = console.readLine("%s", question);
            return line == null ? "" : line.strip();
        }

        @Override
        public Optional<Tty> tty() {
            return SttyTty.open();
        }
    }

    /** A pipe, a file, a service. */
    record Nobody() implements Terminal {
        @Override
        public boolean interactive() {
            return false;
        }

        @Override
        public String ask(String question) {
            return "";
        }
    }
}
