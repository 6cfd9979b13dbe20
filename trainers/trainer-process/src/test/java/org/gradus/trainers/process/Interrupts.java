package org.gradus.trainers.process;

/** The signal of Ctrl+C in a program that is a trainer. */
final class Interrupts {
    private Interrupts() {}

    /** Java has no supported way to ignore a signal; all JVMs that Gradus runs on have this class. */
    static void ignore() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object interrupt = signal.getConstructor(String.class).newInstance("INT");
            signal.getMethod("handle", signal, handler)
                    .invoke(null, interrupt, handler.getField("SIG_IGN").get(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
