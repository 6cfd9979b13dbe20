package org.gradus.trainers.process;

/** The signal of Ctrl+C in a program that is a trainer. */
final class Interrupts {
    private Interrupts() {}

    /**
     * Ignores the signal, or ends by it, which whoever started this program may have made it ignore. Java has no supported way;
     * all JVMs that Gradus runs on have this class.
     *
     * @param how SIG_IGN or SIG_DFL
     */
    static void handle(String how) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object interrupt = signal.getConstructor(String.class).newInstance("INT");
            signal.getMethod("handle", signal, handler)
                    .invoke(null, interrupt, handler.getField(how).get(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
