package org.gradus.core.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.testkit.Studies;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.Score;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an SQL tool shows of a store in PostgreSQL. */
class PostgresViewsTest {
    private static final StudyId STUDY = new StudyId("fashion 学");

    private String address = "";

    @BeforeEach
    void newAddress() throws Exception {
        address = TestPostgres.server().newAddress();
    }

    private void append(TrialEvent... events) {
        try (JdbcStudyStore store = StudyStores.open(address)) {
            store.create(Studies.plain(STUDY.value()));
            store.append(STUDY, 0, List.of(events));
        }
    }

    @Test
    void pointsShowTheirNumbersExactly() throws Exception {
        CurvePoint all = new CurvePoint(
                123_456_789_012L,
                Double.MIN_VALUE,
                -1.0 / 3,
                Optional.of(Evaluation.of(Double.MAX_VALUE, Double.MIN_NORMAL)),
                Optional.of(Evaluation.of(Math.PI, Math.nextUp(1.0))));
        CurvePoint bare = CurvePoint.ofBatch(123_456_789_013L, 0.1, Math.nextDown(Double.MIN_NORMAL));
        append(StoreViews.proposed(1, 0.1), StoreViews.trained(1, all, bare));
        assertThat(StoreViews.rows(address, "SELECT * FROM points ORDER BY step"))
                .containsExactly(
                        List.of(
                                STUDY.value(),
                                1,
                                123_456_789_012L,
                                Double.MIN_VALUE,
                                -1.0 / 3,
                                Math.PI,
                                Math.nextUp(1.0),
                                Double.MAX_VALUE,
                                Double.MIN_NORMAL,
                                2L),
                        Arrays.asList(
                                STUDY.value(),
                                1,
                                123_456_789_013L,
                                0.1,
                                Math.nextDown(Double.MIN_NORMAL),
                                null,
                                null,
                                null,
                                null,
                                2L));
    }

    @Test
    void pointsShowWhatIsNoNumber() throws Exception {
        append(
                StoreViews.proposed(1, 0.1),
                StoreViews.trained(
                        1,
                        CurvePoint.ofBatch(1, 0.1, Double.NaN),
                        CurvePoint.ofBatch(2, 0.1, Double.POSITIVE_INFINITY),
                        CurvePoint.ofBatch(3, 0.1, Double.NEGATIVE_INFINITY),
                        CurvePoint.ofBatch(4, 0.1, -0.0)));
        assertThat(StoreViews.rows(address, "SELECT batch_loss FROM points ORDER BY step"))
                .containsExactly(
                        List.of(Double.NaN),
                        List.of(Double.POSITIVE_INFINITY),
                        List.of(Double.NEGATIVE_INFINITY),
                        List.of(-0.0));
    }

    @Test
    void viewsAreReadFromAnySearchPath() throws Exception {
        append(StoreViews.proposed(1, 0.1), StoreViews.trained(1, StoreViews.validated(10, 2, 0.1)));
        String schema = address.substring(address.indexOf("currentSchema=") + "currentSchema=".length());
        String elsewhere = address.replace("currentSchema=" + schema, "currentSchema=public");
        assertThat(StoreViews.rows(elsewhere, "SELECT step, validation_accuracy FROM " + schema + ".points"))
                .containsExactly(List.of(10L, 0.1));
        assertThat(StoreViews.rows(elsewhere, "SELECT trial, validation_loss FROM " + schema + ".trials"))
                .containsExactly(List.of(1, 2.0));
    }

    @Test
    void trialsShowWhereTheyStand() throws Exception {
        append(
                StoreViews.proposed(1, 0.1),
                StoreViews.proposed(2, 0.2),
                StoreViews.proposed(3, 0.3),
                StoreViews.proposed(4, 0.4),
                StoreViews.proposed(5, 0.5),
                StoreViews.trained(2, StoreViews.validated(10, 2, 0.1)),
                StoreViews.trained(3, StoreViews.validated(10, 2, 0.1)),
                new TrialEvent.DecisionMade(new Decision(new TrialId(3), Verdict.HOLD, 1, "rank 3 of 3")),
                StoreViews.trained(4, StoreViews.validated(10, 2, 0.1)),
                new TrialEvent.DecisionMade(new Decision(new TrialId(4), Verdict.CONTINUE, 2, "rank 1 of 3")),
                StoreViews.trained(5),
                new TrialEvent.TrialEnded(new TrialId(5), new Outcome.Diverged(3, "NaN at step 3")));
        assertThat(StoreViews.rows(address, "SELECT trial, state, epochs, reason FROM trials ORDER BY trial"))
                .containsExactly(
                        Arrays.asList(1, "running", null, "drawn at random"),
                        List.of(2, "waiting", 1L, "drawn at random"),
                        List.of(3, "held", 1L, "rank 3 of 3"),
                        List.of(4, "running", 1L, "rank 1 of 3"),
                        Arrays.asList(5, "diverged", null, "NaN at step 3"));
    }

    @Test
    void trialsShowTheirLastFigures() throws Exception {
        append(
                StoreViews.proposed(1, 3e-4),
                StoreViews.trained(1, StoreViews.validated(10, 2, 0.1), StoreViews.validated(20, 1, 0.5)),
                StoreViews.trained(1, StoreViews.validated(30, 0.75, 0.625)),
                new TrialEvent.TrialEnded(
                        new TrialId(1), new Outcome.Completed(Optional.of(new Score(0.75, 3)), "trained to the end")),
                new TrialEvent.TestRead(new TrialId(1), new Evaluation(Double.NaN, Map.of(Evaluation.ACCURACY, 0.5))));
        assertThat(StoreViews.rows(
                        address,
                        "SELECT study, trial, purpose, replicate_of, learning_rate, state, epochs, steps, batch_loss,"
                                + " validation_loss, validation_accuracy, train_loss, test_loss, test_accuracy,"
                                + " elapsed_millis, reason FROM trials"))
                .containsExactly(Arrays.asList(
                        STUDY.value(),
                        1,
                        "search",
                        null,
                        3e-4,
                        "completed",
                        3L,
                        30L,
                        0.75,
                        0.75,
                        0.625,
                        null,
                        Double.NaN,
                        0.5,
                        80L,
                        "trained to the end"));
    }
}
