package org.gradus.examples.launcher;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Starts this program again in a JVM made for training. Deeplearning4j's native code reads {@value #THREADS} when it is
 * loaded, and results depend on it in their last digits; so it is the same, 1, whatever {@code --parallel} is: two
 * trainings in two threads are faster than one in two.
 *
 * @param main the class whose main method is started
 */
record ChildJvm(Class<?> main) {
    private static final String THREADS = "OMP_NUM_THREADS";
    private static final String PARENT = "gradus.parent";
    private static final long PATIENCE_SECONDS = 60;

    /** Whether this JVM was started as it should be. */
    static boolean isThis() {
        return "1".equals(System.getenv(THREADS));
    }

    /** Ends this JVM, politely, when the one that started it is gone: nobody would be left to stop it. */
    static void endWithParent() {
        Long parent = Long.getLong(PARENT);
        if (parent != null) {
            ProcessHandle.of(parent)
                    .ifPresent(handle -> handle.onExit().thenRun(() -> System.exit(ExitCode.INTERRUPTED)));
        }
    }

    /** Runs it to its end and returns its exit code. Ctrl+C is passed on. */
    int run(String[] args) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command(args)).inheritIO();
        builder.environment().put(THREADS, "1");
        Process process = builder.start();
        Thread passOn = new Thread(() -> end(process), "gradus-child");
        Runtime.getRuntime().addShutdownHook(passOn);
        return process.waitFor();
    }

    /** A terminal sends Ctrl+C to both; a signal to this process alone must be passed on. */
    private static void end(Process process) {
        process.destroy();
        try {
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> command(String[] args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        if (Runtime.version().feature() >= 24) {
            // Deeplearning4j is older than these warnings.
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.add("-D" + PARENT + "=" + ProcessHandle.current().pid());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(List.of(args));
        return command;
    }
}
