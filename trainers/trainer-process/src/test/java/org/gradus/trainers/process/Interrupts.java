package org.gradus.trainers.process;

import java.lang.reflect.Proxy;

/**
 * The signal of Ctrl+C in a program that is a trainer. Java has no supported way to handle it; all JVMs that Gradus runs on have
 * these classes.
 */
final class Interrupts {
    private Interrupts() {}

    /** Ignores the signal. */
    static void ignore() {
        try {
            handle(Class.forName("sun.misc.SignalHandler").getField("SIG_IGN").get(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends the program by the signal, also where whoever started it has made it ignore that. */
    static void obey() {
        try {
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            handle(Proxy.newProxyInstance(
                    Interrupts.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        Runtime.getRuntime().halt(130);
                        return null;
                    }));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void handle(Object handler) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        signal.getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"))
                .invoke(null, signal.getConstructor(String.class).newInstance("INT"), handler);
    }
}
