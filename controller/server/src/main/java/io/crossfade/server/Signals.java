package io.crossfade.server;

import java.lang.reflect.Proxy;

/**
 * Catches the signals of the operating system. By reflection: the JDK's class for it warns beyond any suppression when
 * it is named in source.
 */
public final class Signals {

    private Signals() {}

    /**
     * Runs {@code task}, on a thread of the JDK, each time the process receives {@code name}, such as {@code INT}; what
     * the signal did before no longer happens.
     *
     * @return false where this JDK or this system does not allow it
     */
    public static boolean on(String name, Runnable task) {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            var proxy = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        switch (method.getName()) {
                            case "handle" -> task.run();
                            case "equals" -> {
                                return self == arguments[0];
                            }
                            case "hashCode" -> {
                                return System.identityHashCode(self);
                            }
                            default -> {
                                return "handler of SIG" + name;
                            }
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            return true;
        } catch (ReflectiveOperationException unavailable) {
            return false;
        }
    }
}
