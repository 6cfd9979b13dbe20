package org.gradus.core.store.jdbc;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL server of the tests, one for all; a schema for each test. It ends with the process of the tests. */
public final class TestPostgres {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();
    private static @Nullable TestPostgres shared;

    private final int port;

    private TestPostgres(EmbeddedPostgres server) {
        this.port = server.getPort();
    }

    /** The server, started when it is first asked for. A test is skipped where there is none for this machine. */
    public static synchronized TestPostgres server() throws IOException {
        if (shared == null) {
            shared = new TestPostgres(start());
        }
        return shared;
    }

    private static EmbeddedPostgres start() throws IOException {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "60")
                    .setServerConfig("log_min_messages", "panic")
                    .setServerConfig("hba_file", accessRules().toString())
                    .start();
        } catch (IllegalStateException e) {
            System.out.println("PostgreSQL is not tested: " + e.getMessage());
            assumeTrue(false, "PostgreSQL does not start here: " + e.getMessage());
            throw e;
        }
    }

    /** The user {@code locked} needs a password, all others are let in. */
    private static Path accessRules() throws IOException {
        Path file = Files.createTempFile("gradus-pg-hba", ".conf");
        file.toFile().deleteOnExit();
        Files.writeString(file, "host all locked all scram-sha-256\nhost all all all trust\nlocal all all trust\n");
        return file;
    }

    public int port() {
        return port;
    }

    /** The address of a store of its own, which is empty. */
    public String newAddress() {
        return address("test" + SCHEMAS.incrementAndGet());
    }

    String address(String schema) {
        return "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres&currentSchema=" + schema;
    }

    /** Changes something in a store by hand. */
    public static void execute(String address, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(address);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
