package org.gradus.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.Provenance;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.testkit.Curves;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;

/** Sessions of a toy study, and looks into them. */
final class SessionSetup {
    static final int STEPS = 10;

    private SessionSetup() {}

    static StudyRecord study(StudyBudget budget) {
        return new StudyRecord(
                new StudyId("s"),
                SearchSpace.learningRate(1e-5, 10),
                Objective.maximize("validationAccuracy"),
                budget,
                StudyRecord.Settings.builder()
                        .plan("toy", "toy", "a test")
                        .seed(7)
                        .finalists(1)
                        .recordEvery(1)
                        .build(),
                new Provenance("toy", "toy 1", Map.of()));
    }

    static SearchSession session(StudyBudget budget, Strategy strategy, BudgetPolicy policy) {
        return SearchSession.start(study(budget), strategy, policy, configuration -> STEPS);
    }

    static SearchSession session(int trials, int epochs, double... rates) {
        return session(StudyBudget.of(trials, epochs), ToyStrategies.rates(rates), new FullBudget());
    }

    static Ask.Train train(SearchSession session) {
        Ask ask = session.ask();
        assertThat(ask.kind()).isEqualTo(Ask.Kind.TRAIN);
        return (Ask.Train) ask;
    }

    static Trial trial(SearchSession session, int number) {
        return session.view().trial(new TrialId(number));
    }

    static Outcome outcome(SearchSession session, int number) {
        return trial(session, number).outcome().orElseThrow();
    }

    static List<CurvePoint> atEpochs(double... accuracies) {
        return Curves.accuracies(0.1, STEPS, accuracies);
    }
}
