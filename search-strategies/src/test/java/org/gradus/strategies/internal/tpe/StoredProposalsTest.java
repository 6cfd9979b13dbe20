package org.gradus.strategies.internal.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Condition;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyFold;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.Score;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPlan;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Proposals as they were before {@link TpeStrategy} was made faster, for studies of several sizes, with trials that failed, diverged,
 * run, or repeat another. To the last digits but three, for logarithms differ between processors.
 */
class StoredProposalsTest {
    private static final Objective OBJECTIVE = Objective.maximize("validationAccuracy");
    private static final int EPOCHS = 2;

    private static SearchSpace space() {
        return SearchSpace.builder()
                .learningRate(1e-5, 1)
                .real("momentum", 0, 1, Scale.LINEAR)
                .integer("batch", 1, 64, Scale.LOG)
                .categorical("optimizer", "a", "b", "c")
                .real("decay", 0, 1, Scale.LINEAR)
                .when(Condition.when("optimizer", "a", "b"))
                .build();
    }

    private static StudyView study(int trials) {
        SearchSpace space = space();
        SplittableRandom random = new SplittableRandom(trials);
        StudyFold fold = new StudyFold(space, OBJECTIVE, StudyBudget.of(2 * trials, EPOCHS), 1);
        TrialPlan before = TrialPlan.search(
                new TrialId(1), space.fromUnit(new double[] {0.6, 0.5, 0.5, 0.5, 0.5}), Seeds.of(1, 0), 1);
        for (int number = 1; number <= trials; number++) {
            double[] unit = random.doubles(5).toArray();
            TrialId id = new TrialId(number);
            TrialPlan plan = number % 17 == 0
                    ? TrialPlan.replicate(id, before, number, Seeds.of(1, number))
                    : TrialPlan.search(id, space.fromUnit(unit), Seeds.of(1, 0), 1);
            before = number % 17 == 0 ? before : plan;
            fold.apply(new TrialEvent.TrialProposed(plan, EPOCHS));
            double accuracy = 0.9 - Math.abs(unit[0] - 0.6) - 0.1 * unit[1] * unit[2] + 0.02 * random.nextDouble();
            if (number % 13 != 0) {
                finish(fold, plan, accuracy, unit[0] > 0.9 ? "diverged" : number % 11 == 0 ? "failed" : "completed");
            }
        }
        return fold.view();
    }

    private static void finish(StudyFold fold, TrialPlan plan, double accuracy, String end) {
        double rate = plan.configuration().learningRate().value();
        int epochs = plan.id().number() % 5 == 0 ? 1 : EPOCHS;
        List<CurvePoint> points = IntStream.rangeClosed(1, epochs)
                .mapToObj(epoch -> new CurvePoint(
                        epoch,
                        rate,
                        1 - accuracy,
                        Optional.empty(),
                        Optional.of(Evaluation.of(1 - accuracy, accuracy * (1 + 0.01 * epoch)))))
                .toList();
        fold.apply(new TrialEvent.CurveExtended(plan.id(), points, "made", 1, Optional.empty()));
        double last = OBJECTIVE.toScore(accuracy * (1 + 0.01 * epochs));
        fold.apply(new TrialEvent.TrialEnded(
                plan.id(),
                switch (end) {
                    case "diverged" -> new Outcome.Diverged(1, end);
                    case "failed" -> new Outcome.Failed(end, "");
                    default ->
                        epochs < EPOCHS
                                ? new Outcome.Stopped(epochs, end)
                                : new Outcome.Completed(Optional.of(new Score(last, epochs)), end);
                }));
    }

    private static Configuration proposed(int trials) {
        return ((Proposal.Suggest) new TpeStrategy().propose(study(trials), new SplittableRandom(7))).configuration();
    }

    @ParameterizedTest
    @CsvSource({
        "12, 0.6977873712048632, 0.49767567706647486, 59, b, 0.7169147231782649",
        "60, 0.008921266074710308, 0.08417843603190076, 28, a, 0.28062243425011735",
        "400, 0.010314112393627737, 0.003405095835010554, 22, c, -1.0",
        "1500, 0.009182342707954245, 0.18397349656471892, 1, a, 0.9449187835106967",
        "6000, 0.009646460559213959, 0.03144784416052772, 1, a, 0.18098794181825564",
    })
    void proposalsStayAsTheyWere(int trials, double rate, double momentum, long batch, String optimizer, double decay) {
        Configuration next = proposed(trials);
        assertThat(next.learningRate().value()).isCloseTo(rate, within(1e-13 * rate));
        assertThat(next.real("momentum")).isCloseTo(momentum, within(1e-13));
        assertThat(next.integer("batch")).isEqualTo(batch);
        assertThat(next.category("optimizer")).isEqualTo(optimizer);
        assertThat(next.realOr("decay", -1)).isCloseTo(decay, within(1e-13));
    }
}
