package org.gradus.trainers.dl4j.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildJvmTest {
    /** Prints what it was given and ends with the code that it was given. */
    static final class Echo {
        public static void main(String[] args) {
            System.out.println(System.getenv("OMP_NUM_THREADS") + " " + System.getenv("GREETING") + " "
                    + System.getProperty("greeting") + " " + ChildJvm.isChild());
            System.exit(Integer.parseInt(args[0]));
        }
    }

    /** Ends with the code that it was given, and says nothing, because Surefire listens on the same output. */
    static final class Exit {
        public static void main(String[] args) {
            System.exit(Integer.parseInt(args[0]));
        }
    }

    /** Starts {@link Sleeper} and ends with its code. */
    static final class Parent {
        public static void main(String[] args) throws Exception {
            System.exit(ChildJvm.of(Sleeper.class, args).run());
        }
    }

    /** Waits to be ended, and writes a file when it is. */
    static final class Sleeper {
        public static void main(String[] args) throws Exception {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> write(Path.of(args[0]))));
            System.out.println("ready");
            new CountDownLatch(1).await();
        }

        private static void write(Path file) {
            try {
                Files.writeString(file, "ended in order");
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    @Test
    void childGetsEnvironmentOptionsAndArguments() throws Exception {
        Process child = ChildJvm.of(Echo.class, "7")
                .withEnvironment("GREETING", "hello")
                .withOption("-Dgreeting=world")
                .process()
                .start();
        try (BufferedReader out = child.inputReader()) {
            assertThat(out.readLine()).isEqualTo("1 hello world true");
        }
        assertThat(child.waitFor()).isEqualTo(7);
    }

    /** Prints the variables that {@link ChildJvm#of} sets, and what its class path is. */
    static final class Settings {
        public static void main(String[] args) {
            System.out.println(System.getenv("OMP_NUM_THREADS") + " " + System.getenv("MALLOC_ARENA_MAX") + " "
                    + System.getProperty("greeting") + " " + ChildJvm.isChild());
            System.out.println(System.getProperty("java.class.path"));
        }
    }

    @Test
    void childWithoutSettingsHasOnlyThoseSetAfterwards() throws Exception {
        String classPath = System.getProperty("java.class.path") + File.pathSeparator + "more";

        Process child = ChildJvm.of(Settings.class)
                .withOption("-Dgreeting=world")
                .withoutSettings()
                .withClassPath(classPath)
                .withEnvironment("OMP_NUM_THREADS", "3")
                .start();

        try (BufferedReader out = child.inputReader()) {
            assertThat(out.readLine()).isEqualTo("3 null null false");
            assertThat(out.readLine()).isEqualTo(classPath);
        }
        assertThat(child.waitFor()).isZero();
    }

    @Test
    void exitCodeIsPassedOn() throws Exception {
        assertThat(ChildJvm.of(Exit.class, "130").run()).isEqualTo(130);
    }

    @Test
    void childIsEndedWithItsParentAndAwaited(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("ended");
        Process parent = ChildJvm.of(Parent.class, file.toString()).process().start();
        try (BufferedReader out = parent.inputReader()) {
            assertThat(out.readLine()).isEqualTo("ready");
            parent.destroy();
            assertThat(parent.waitFor()).isEqualTo(143);
        }
        assertThat(file).hasContent("ended in order");
    }

    @Test
    void newJvmsAreToldToPermitNatives() {
        assertThat(ChildJvm.options(17)).isEmpty();
        assertThat(ChildJvm.options(25))
                .isEqualTo(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    }
}
