package org.gradus.core.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.base.Throwables;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.gradus.core.store.StoreUnavailableException;
import org.gradus.core.study.SearchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that cannot be used, each said with advice and without the password. */
class UnusablePostgresTest {
    private static final String PASSWORD = "tops%C3%A9cret";

    private static String refused(String address, String... words) {
        SearchException refused = catchThrowableOfType(SearchException.class, () -> StudyStores.open(address));
        assertThat(refused).hasMessageContainingAll(words).hasMessageContaining("\nMaybe ");
        assertThat(Throwables.getStackTraceAsString(refused)).doesNotContain("tops", "\u00e9cret");
        return refused.getMessage();
    }

    private static String address(String rest) throws IOException {
        return "jdbc:postgresql://localhost:" + TestPostgres.server().port() + "/" + rest;
    }

    @Test
    void nobodyAnswers() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        String place = "jdbc:postgresql://localhost:" + port + "/gradus";
        String address = place + "?user=me&password=" + PASSWORD;
        refused(address, "the store " + place + " cannot be reached", "server is down");
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> StudyStores.open(address));
    }

    @Test
    void somethingElseAnswers() throws Exception {
        try (ServerSocket web = new ServerSocket(0)) {
            Thread thread = new Thread(() -> answer(web));
            thread.setDaemon(true);
            thread.start();
            refused(
                    "jdbc:postgresql://localhost:" + web.getLocalPort() + "/gradus?user=me&password=" + PASSWORD,
                    "cannot be reached",
                    "another host or port");
        }
    }

    private static void answer(ServerSocket web) {
        try {
            while (true) {
                try (Socket socket = web.accept()) {
                    socket.getOutputStream()
                            .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException e) {
            // The test has closed it.
        }
    }

    @Test
    void wrongPasswordAndMissingPassword() throws Exception {
        TestPostgres.execute(
                address("postgres?user=postgres"),
                "DROP ROLE IF EXISTS locked; CREATE ROLE locked LOGIN PASSWORD 'right'");
        refused(address("postgres?user=locked&password=" + PASSWORD), "does not let this user in", "PGPASSWORD");
        refused(address("postgres?user=locked"), "does not let this user in", "PGPASSWORD");
    }

    @Test
    void missingDatabase() throws Exception {
        refused(address("nowhere?user=postgres&password=" + PASSWORD), "/nowhere does not exist", "createdb");
    }

    @Test
    void userWithoutRights() throws Exception {
        TestPostgres.execute(address("postgres?user=postgres"), "DROP ROLE IF EXISTS guest; CREATE ROLE guest LOGIN");
        refused(
                address("postgres?user=guest&currentSchema=notmade"),
                "does not allow that",
                "CREATE SCHEMA notmade AUTHORIZATION");
    }

    @Test
    void schemaOfSomethingElse() throws Exception {
        String address = TestPostgres.server().newAddress();
        String schema = PostgresAddress.of(address, Map.of()).schema();
        TestPostgres.execute(address, "CREATE SCHEMA " + schema + "; CREATE TABLE studies (subject text)");
        refused(address, "holds something else in the schema " + schema, "currentSchema");
        assertThat(StoreViews.rows(address, "SELECT to_regclass('events') IS NULL"))
                .containsExactly(List.of(true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://me:topsecret@db/gradus",
                "jdbc:postgresql://db/gradus;password=topsecret",
                "jdbc:mysql://me:topsecret@db/gradus",
                "postgres://me:topsecret@db/gradus",
                "postgresql://me:topsecret@db/gradus"
            })
    void addressOfAnotherForm(String address) {
        refused(address, "jdbc:postgresql://host:port/database");
    }

    @Test
    void schemaNameMustBePlain() {
        assertThatExceptionOfType(SearchException.class)
                .isThrownBy(() -> StudyStores.open("jdbc:postgresql://db/gradus?currentSchema=a;DROP"))
                .withMessageContaining("currentSchema");
    }

    @Test
    void userAndPasswordComeFromTheAddressOrTheEnvironment() {
        Map<String, String> environment = Map.of("PGUSER", "environment", "PGPASSWORD", "there");
        PostgresAddress plain = PostgresAddress.of("jdbc:postgresql://db:5433/gradus", environment);
        assertThat(plain.properties()).containsEntry("user", "environment").containsEntry("password", "there");
        PostgresAddress full =
                PostgresAddress.of("jdbc:postgresql://db/gradus?user=me&password=a%26b&socketTimeout=5", environment);
        assertThat(full.properties())
                .containsEntry("user", "me")
                .containsEntry("password", "a&b")
                .containsEntry("socketTimeout", "5")
                .containsEntry("tcpKeepAlive", "true");
        assertThat(full.place()).isEqualTo("jdbc:postgresql://db/gradus");
        assertThat(full).hasToString("jdbc:postgresql://db/gradus");
    }

    @Test
    void fileNameOpensAFile() {
        assertThatExceptionOfType(SearchException.class)
                .isThrownBy(() -> StudyStores.openReadOnly("nowhere.study"))
                .withMessageContaining("there is no store nowhere.study");
    }
}
