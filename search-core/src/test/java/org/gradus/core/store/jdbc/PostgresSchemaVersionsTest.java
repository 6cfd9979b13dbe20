package org.gradus.core.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gradus.core.study.StudyId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Stores in PostgreSQL of every schema there ever was, as pg_dump wrote them: {@code pg_dump --inserts --no-owner
 * --schema=gradus}, of a database in which {@link StoredFixture} made a store.
 */
class PostgresSchemaVersionsTest {
    private String address = "";

    private void restore(int version) throws Exception {
        address = TestPostgres.server().newAddress();
        String schema = PostgresAddress.of(address, Map.of()).schema();
        String name = "schema-" + version + ".postgresql.sql";
        try (InputStream content = Objects.requireNonNull(getClass().getResourceAsStream(name), name)) {
            String dump = new String(content.readAllBytes(), StandardCharsets.UTF_8);
            TestPostgres.execute(
                    address,
                    dump.replace("SCHEMA gradus;", "SCHEMA " + schema + ";").replace("gradus.", schema + "."));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void storeOfEveryVersionIsReadAndGoesOn(int version) throws Exception {
        restore(version);
        StudyId study = StoredFixture.studies(version).get(0).id();
        for (int time = 1; time <= 2; time++) {
            try (JdbcStudyStore store = StudyStores.open(address)) {
                if (time == 1) {
                    SchemaVersionsTest.assertHoldsTheFixture(store, version);
                }
                int events = StoredFixture.events().size();
                assertThat(store.append(study, (long) time * events, StoredFixture.events()))
                        .isEqualTo((time + 1L) * events);
                assertThat(store.events(study, 0)).hasSize((time + 1) * events);
            }
        }
    }

    @Test
    void secretsOfAnOlderStoreAreTakenOut() throws Exception {
        restore(1);
        TestPostgres.execute(
                address,
                "UPDATE studies SET record = jsonb_set(record::jsonb, '{provenance,details,command}',"
                        + " '\"--store jdbc:postgresql://db/g?password=tops3cret\"')::text WHERE number = 1");
        StudyId study = StoredFixture.studies(1).get(0).id();
        try (JdbcStudyStore store = StudyStores.open(address)) {
            assertThat(store.find(study).orElseThrow().provenance().details())
                    .containsEntry("command", "--store jdbc:postgresql://db/g?password=***");
            assertThat(store.events(study, 0)).isEqualTo(StoredFixture.events());
        }
        assertThat(StoreViews.rows(address, "SELECT count(*) FROM studies WHERE record LIKE '%tops3cret%'"))
                .containsExactly(List.of(0L));
    }
}
