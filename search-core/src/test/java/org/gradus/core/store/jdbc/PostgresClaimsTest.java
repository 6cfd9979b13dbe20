package org.gradus.core.store.jdbc;

import java.time.Duration;
import org.gradus.core.store.Claims;
import org.gradus.core.testkit.ClaimsContract;
import org.gradus.core.testkit.Studies;
import org.gradus.core.trial.StudyRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class PostgresClaimsTest implements ClaimsContract {
    private static final StudyRecord STUDY = Studies.plain("s");

    private String address = "";
    private JdbcStudyStore store;

    @BeforeEach
    void openStore() throws Exception {
        address = TestPostgres.server().newAddress();
        store = StudyStores.open(address);
        store.create(STUDY);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Override
    public Claims join() {
        return store.join(STUDY.id(), Duration.ofMinutes(10));
    }

    @Override
    public void endLeases() throws Exception {
        TestPostgres.execute(address, "UPDATE claims SET lease_end = clock_timestamp() - interval '1 ms'");
    }
}
