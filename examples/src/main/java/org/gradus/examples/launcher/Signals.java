package org.gradus.examples.launcher;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.gradus.trainers.dl4j.ChildJvm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signals of the operating system. Java has no supported way to hear of a second one while it ends; the class for that is in
 * the module jdk.unsupported of all JVMs Gradus runs on, and without it a second signal does nothing.
 */
final class Signals {
    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    private Signals() {}

    /**
     * Ends the JVM at once when it is asked to end once more. A child hears SIGTERM from its parent beside what the terminal
     * sends to both, so only SIGINT counts there.
     */
    static void exitOnNext() {
        exitOn("INT");
        if (!ChildJvm.isChild()) {
            exitOn("TERM");
        }
    }

    private static void exitOn(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler exit = (proxy, method, arguments) -> {
                Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
                return null;
            };
            Object exiting = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler}, exit);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), exiting);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.debug("a second {} does not end this process at once: {}", name, e.toString());
        }
    }
}
