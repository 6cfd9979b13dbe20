package org.gradus.core.store.jdbc;

import com.google.common.base.Splitter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.gradus.core.study.SearchException;

/**
 * Where a PostgreSQL store is and how it is reached. What may be secret is in the properties alone, never in what is shown.
 *
 * @param place the address without its options: what messages show, and the driver too
 * @param properties the options, user and password among them
 * @param schema where the tables lie
 */
record PostgresAddress(String place, Properties properties, String schema) {
    static final String PREFIX = "jdbc:postgresql:";

    /** How long another transaction may hold what this one needs, or this one be silent. */
    static final int LOCK_SECONDS = 30;

    private static final String SCHEMA_OPTION = "currentSchema";
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*");

    /** For connections that carry claims and events; a server that is silent for longer is taken to be gone. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "ApplicationName",
            "gradus",
            "connectTimeout",
            "10",
            "loginTimeout",
            "20",
            "socketTimeout",
            "60",
            "tcpKeepAlive",
            "true",
            SCHEMA_OPTION,
            "gradus",
            "options",
            "-c lock_timeout=" + LOCK_SECONDS + "s -c idle_in_transaction_session_timeout=" + LOCK_SECONDS + "s"
                    + " -c synchronous_commit=on"); // Also where the server's default may forget the last commits.

    /**
     * Takes an address apart.
     *
     * @param address {@code jdbc:postgresql://host:port/database?options}, as the driver knows them
     * @param environment {@code PGUSER} and {@code PGPASSWORD} stand in for what the address does not say
     * @throws SearchException if it is none
     */
    static PostgresAddress of(String address, Map<String, String> environment) {
        int question = address.indexOf('?');
        String place = question < 0 ? address : address.substring(0, question);
        if (place.matches(".*[@;=].*")) {
            throw new SearchException("the address of the PostgreSQL store has something beside host, port and database"
                    + "\nMaybe user and password were meant: " + PREFIX + "//host:port/database?user=...&password=...,"
                    + " or PGUSER and PGPASSWORD in the environment, or a line in ~/.pgpass.");
        }
        Map<String, String> options = options(question < 0 ? "" : address.substring(question + 1));
        Properties properties = new Properties();
        DEFAULTS.forEach(properties::setProperty);
        environment.forEach((name, value) -> {
            switch (name) {
                case "PGUSER" -> properties.setProperty("user", value);
                case "PGPASSWORD" -> properties.setProperty("password", value);
                default -> {}
            }
        });
        options.forEach(properties::setProperty);
        String schema = properties.getProperty(SCHEMA_OPTION);
        if (!NAME.matcher(schema).matches()) {
            throw new SearchException("the option " + SCHEMA_OPTION + " of the store " + place
                    + " must be one name of small" + " letters, digits and underscores, but was '" + schema + "'");
        }
        return new PostgresAddress(place, properties, schema);
    }

    private static Map<String, String> options(String query) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String option : Splitter.on('&').split(query)) {
            int equals = option.indexOf('=');
            if (!option.isEmpty()) {
                options.put(
                        equals < 0 ? option : option.substring(0, equals),
                        equals < 0 ? "" : URLDecoder.decode(option.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return options;
    }

    /**
     * A connection.
     *
     * @throws SearchException if the driver is missing
     */
    Connection connect() throws SQLException {
        try {
            Class.forName("org.postgresql.Driver");
        } catch (ClassNotFoundException e) {
            throw new SearchException(
                    "the store " + place + " needs the PostgreSQL driver, which is missing"
                            + "\nMaybe add org.postgresql:postgresql to the class path.",
                    e);
        }
        return DriverManager.getConnection(place, properties);
    }

    /** Without what may be secret. */
    @Override
    public String toString() {
        return place;
    }
}
