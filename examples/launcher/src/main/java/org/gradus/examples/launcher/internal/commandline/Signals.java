package org.gradus.examples.launcher.internal.commandline;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signals of the operating system that ask a process to end. Java has no supported way to handle them; the class for that
 * is in the module jdk.unsupported of all JVMs Gradus runs on. Where a signal cannot be handled, because there is no such
 * signal or the JVM runs with {@code -Xrs}, it ends the process as it does without Gradus. A signal that is ignored when the
 * process starts, as by {@code nohup}, stays ignored.
 */
final class Signals {
    /** Ctrl+C, the request to end, and the end of the terminal. */
    static final List<String> TO_END = List.of("INT", "TERM", "HUP");

    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    private Signals() {}

    /** Calls the handler with the name of the signal, in a thread of its own, each time one of {@link #TO_END} arrives. */
    static void handle(Consumer<String> handler) {
        TO_END.forEach(name -> handle(name, handler));
    }

    private static void handle(String name, Consumer<String> handler) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            InvocationHandler handling = (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                    handler.accept(name);
                }
                return null;
            };
            Object proxy =
                    Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handlerType}, handling);
            signal.getMethod("handle", signal, handlerType)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.debug("{} is not handled: {}", name, e.toString());
        }
    }
}
