package io.crossfade.nginx;

/** Where the lines of NGINX's log come from. Everything is called and told on the loop. */
interface LogStream extends AutoCloseable {

    /** Begins, and goes on by itself whatever happens, until {@link #close}. Called once. */
    void open();

    /** Ends; nothing is told after this. */
    @Override
    void close();

    /** What is told. */
    interface Listener {

        /** The lines from here on are whole. */
        void attached();

        /** Lines are missing, or will be. */
        void detached(String why);

        /** Lines follow that were found at one time. */
        void arrived();

        /** A line without its line feed. The bytes change afterwards. */
        void line(byte[] bytes, int from, int to);
    }
}
