package org.gradus.core.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL server of a test alone, which it stops as a failure of the machine does, and starts again on the same port. */
final class StoppableServer implements AutoCloseable {
    private final EmbeddedPostgres server;
    private final Path programs;
    private final Path data;

    /** @param folder empty; for programs and data */
    StoppableServer(Path folder) throws IOException {
        programs = folder.resolve("programs");
        data = folder.resolve("data");
        try {
            server = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(Files.createDirectory(programs).toFile())
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setServerConfig("log_min_messages", "panic")
                    .start();
        } catch (IllegalStateException e) {
            System.out.println("PostgreSQL is not stopped and started: " + e.getMessage());
            assumeTrue(false, "PostgreSQL does not start here: " + e.getMessage());
            throw e;
        }
    }

    String address() {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres?user=postgres&currentSchema=shared";
    }

    /** Ends it at once: no transaction ends, no client hears of it, and the next start recovers from the log. */
    void stopImmediately() throws IOException, InterruptedException {
        control("-m", "immediate", "-w", "stop");
    }

    void start() throws IOException, InterruptedException {
        control("-o", "-p " + server.getPort(), "-l", data.resolve("log").toString(), "-w", "-t", "300", "start");
    }

    private void control(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) { // The server refuses root, so it gets to be nobody.
            command.addAll(List.of("unshare", "-U"));
        }
        try (Stream<Path> files = Files.walk(programs)) {
            command.add(files.filter(file -> file.endsWith("bin/pg_ctl"))
                    .findFirst()
                    .orElseThrow()
                    .toString());
        }
        command.addAll(List.of("-D", data.toString()));
        command.addAll(List.of(arguments));
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException(command + " ended with " + code);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
