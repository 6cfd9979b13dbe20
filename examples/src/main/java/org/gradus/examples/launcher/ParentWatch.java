package org.gradus.examples.launcher;

/** Ends a child JVM, as politely as Ctrl+C would, when the process that started it is gone: nobody else could stop it. */
public final class ParentWatch {
    private ParentWatch() {}

    /** Starts to watch the process that started this one. */
    public static void start() {
        ProcessHandle.current().parent().ifPresent(parent -> {
            Thread watch = new Thread(() -> endAfter(parent), "gradus-parent");
            watch.setDaemon(true);
            watch.start();
        });
    }

    private static void endAfter(ProcessHandle parent) {
        parent.onExit().join();
        System.exit(ExitCode.INTERRUPTED);
    }
}
