package org.gradus.core.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.gradus.core.store.StoreUnavailableException;
import org.gradus.core.study.SearchException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of the codes of PostgreSQL (appendix A of its manual). */
class PostgresRefusalsTest {
    private static SearchException explained(String state) {
        return new PostgresDialect("gradus").explain("jdbc:postgresql://db/g", new SQLException("words", state));
    }

    @ParameterizedTest
    @CsvSource({
        "53300, too many connections",
        "25P03, in the middle of a write",
        "57014, cancelled by hand",
        "40001, the same rows",
        "40P01, the same rows"
    })
    void serverThatIsThereIsNotSaidToBeAway(String state, String advice) {
        assertThat(explained(state))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("did not take that: words\nMaybe ")
                .hasMessageContaining(advice)
                .message()
                .doesNotContain("cannot be reached");
    }

    @ParameterizedTest
    @CsvSource({"57P01", "57P02", "57P03", "57P05", "08006", "08001"})
    void serverThatIsAwayIsSaidToBe(String state) {
        assertThat(explained(state))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("cannot be reached: words\nMaybe the server is down");
    }
}
