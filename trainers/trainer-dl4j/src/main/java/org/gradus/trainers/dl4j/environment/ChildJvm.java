package org.gradus.trainers.dl4j.environment;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.gradus.trainers.dl4j.internal.natives.NativeThreads;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program in a JVM of its own, on the same class path and with the same options, with what must be settled before a
 * JVM starts: environment variables, and the options by which newer JVMs permit native libraries without a warning.
 * Immutable.
 */
public final class ChildJvm {
    /** Set in the environment of a child, to the number of the process that starts it. */
    public static final String PARENT = "GRADUS_CHILD_JVM";

    /** How many arenas glibc's allocator may have. */
    private static final String ARENAS = "MALLOC_ARENA_MAX";

    /** The first Java that warns of native libraries, and the first that warns of memory access past the heap. */
    private static final int WARNS_OF_NATIVES = 24;

    private final String mainClass;
    private final List<String> arguments;
    private final String classPath;
    private final List<String> options;

    /** What is set in the child's environment; an empty value takes the variable away. */
    private final Map<String, Optional<String>> environment;

    private ChildJvm(
            String mainClass,
            List<String> arguments,
            String classPath,
            List<String> options,
            Map<String, Optional<String>> environment) {
        this.mainClass = mainClass;
        this.arguments = ImmutableList.copyOf(arguments);
        this.classPath = classPath;
        this.options = ImmutableList.copyOf(options);
        this.environment = Map.copyOf(environment);
    }

    /**
     * A child that runs a main class with one thread for each training, unless {@code OMP_NUM_THREADS} says otherwise, and
     * with two arenas of glibc's allocator: with its default every new thread keeps some 50 MiB that others have freed.
     */
    public static ChildJvm of(Class<?> mainClass, String... arguments) {
        Map<String, String> inherited = System.getenv();
        return new ChildJvm(
                mainClass.getName(),
                List.of(arguments),
                System.getProperty("java.class.path"),
                Stream.concat(inheritedOptions(), options(Runtime.version().feature()).stream())
                        .toList(),
                Map.of(
                        PARENT,
                        Optional.of(Long.toString(ProcessHandle.current().pid())),
                        NativeThreads.VARIABLE,
                        Optional.of(inherited.getOrDefault(NativeThreads.VARIABLE, "1")),
                        ARENAS,
                        Optional.of(inherited.getOrDefault(ARENAS, "2"))));
    }

    private static Stream<String> inheritedOptions() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-agentlib") && !option.startsWith("-javaagent"));
    }

    /** Whether this process was started with the settings of {@link #of}. */
    public static boolean isChild() {
        return System.getenv(PARENT) != null;
    }

    /** The same child with another environment variable. */
    public ChildJvm withEnvironment(String name, String value) {
        Map<String, Optional<String>> more = new TreeMap<>(environment);
        more.put(name, Optional.of(value));
        return new ChildJvm(mainClass, arguments, classPath, options, more);
    }

    /** The same child with another option, which comes after the inherited ones and so wins over them. */
    public ChildJvm withOption(String option) {
        List<String> more = new ArrayList<>(options);
        more.add(option);
        return new ChildJvm(mainClass, arguments, classPath, more, environment);
    }

    /** The same child on another class path, its entries separated as this platform does. */
    public ChildJvm withClassPath(String entries) {
        return new ChildJvm(mainClass, arguments, entries, options, environment);
    }

    /**
     * The same child as if a user had started it by hand: without options, and without the variables that {@link #of} sets,
     * whether they were set here or inherited. What is set after this stays.
     */
    public ChildJvm withoutSettings() {
        Map<String, Optional<String>> less = new TreeMap<>(environment);
        less.replaceAll((name, value) -> Optional.empty());
        return new ChildJvm(mainClass, arguments, classPath, List.of(), less);
    }

    static List<String> options(int javaVersion) {
        return javaVersion >= WARNS_OF_NATIVES
                ? List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
                : List.of();
    }

    /** The process to start; its input and output are pipes. */
    public ProcessBuilder process() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(classPath);
        command.add(mainClass);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        environment.forEach((name, value) -> value.ifPresentOrElse(
                v -> builder.environment().put(name, v),
                () -> builder.environment().remove(name)));
        return builder;
    }

    /**
     * Starts the child and returns at once. Its input and output are pipes, its errors go where those of this process go;
     * the caller must end it.
     *
     * @throws IOException if it cannot be started
     */
    public Process start() throws IOException {
        return process().redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /**
     * Runs the child on this process's input and output, until it ends. If this process is asked to end meanwhile, so is
     * the child, and waits for its end.
     *
     * @return its exit code
     * @throws IOException if it cannot be started
     * @throws InterruptedException if the thread was interrupted; the child is asked to end
     */
    public int run() throws IOException, InterruptedException {
        return run(child -> {});
    }

    /**
     * As {@link #run()}.
     *
     * @param whenStarted gets the child before waiting for its end
     */
    public int run(Consumer<Process> whenStarted) throws IOException, InterruptedException {
        Started started = new Started();
        Thread end = new Thread(started::endAndAwait, "gradus-child-end");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            Process child = started.start(process().inheritIO());
            whenStarted.accept(child);
            return child.waitFor();
        } finally {
            started.end();
            forget(end);
        }
    }

    /** The child's process. It is started under a lock, so that no end of this process comes between start and hook. */
    private static final class Started {
        private @Nullable Process process;
        private boolean ended;

        synchronized Process start(ProcessBuilder builder) throws IOException {
            if (ended) {
                throw new IOException("this process is ending, so no other is started");
            }
            process = builder.start();
            return process;
        }

        synchronized void end() {
            if (process != null) {
                process.destroy();
            }
        }

        synchronized void endAndAwait() {
            ended = true;
            end();
            try {
                if (process != null) {
                    process.waitFor();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // This process is ending already: the hook runs, and finds that the child has ended too.
        }
    }
}
