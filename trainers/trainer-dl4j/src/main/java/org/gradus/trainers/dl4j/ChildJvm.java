package org.gradus.trainers.dl4j;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program in a JVM of its own, on the same class path and with the same options, with what must be settled before a
 * JVM starts: environment variables, and the options by which newer JVMs permit native libraries without a warning.
 * Immutable.
 */
public final class ChildJvm {
    /** Set in the environment of a child. */
    private static final String MARK = "GRADUS_CHILD_JVM";

    /** The first Java that warns of native libraries, and the first that warns of memory access past the heap. */
    private static final int WARNS_OF_NATIVES = 24;

    private final String mainClass;
    private final List<String> arguments;
    private final List<String> options;
    private final Map<String, String> environment;

    private ChildJvm(String mainClass, List<String> arguments, List<String> options, Map<String, String> environment) {
        this.mainClass = mainClass;
        this.arguments = ImmutableList.copyOf(arguments);
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
                options(Runtime.version().feature()),
                Map.of(
                        NativeThreads.VARIABLE,
                        inherited.getOrDefault(NativeThreads.VARIABLE, "1"),
                        "MALLOC_ARENA_MAX",
                        inherited.getOrDefault("MALLOC_ARENA_MAX", "2")));
    }

    /** Whether this process was started by {@link #run()}. */
    public static boolean isChild() {
        return System.getenv(MARK) != null;
    }

    /** The same child with another environment variable. */
    public ChildJvm withEnvironment(String name, String value) {
        Map<String, String> more = new TreeMap<>(environment);
        more.put(name, value);
        return new ChildJvm(mainClass, arguments, options, more);
    }

    /** The same child with another option, which comes after the inherited ones and so wins over them. */
    public ChildJvm withOption(String option) {
        List<String> more = new ArrayList<>(options);
        more.add(option);
        return new ChildJvm(mainClass, arguments, more, environment);
    }

    static List<String> options(int javaVersion) {
        return javaVersion >= WARNS_OF_NATIVES
                ? List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
                : List.of();
    }

    /** The process to start; its input and output are pipes. */
    ProcessBuilder process() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-agentlib") && !option.startsWith("-javaagent"))
                .forEach(command::add);
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(mainClass);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put(MARK, "1");
        builder.environment().putAll(environment);
        return builder;
    }

    /**
     * Runs the child on this process's input and output, until it ends. If this process is asked to end meanwhile, so is
     * the child, and its end is awaited.
     *
     * @return its exit code
     * @throws IOException if it cannot be started
     * @throws InterruptedException if the thread was interrupted; the child is asked to end
     */
    public int run() throws IOException, InterruptedException {
        Started started = new Started();
        Thread end = new Thread(started::endAndAwait, "gradus-child-end");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            return started.start(process().inheritIO()).waitFor();
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
