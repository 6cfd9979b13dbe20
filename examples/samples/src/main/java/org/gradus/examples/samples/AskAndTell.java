package org.gradus.examples.samples;

import java.util.Map;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.session.Ask;
import org.gradus.core.session.SearchSession;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.Provenance;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.trial.Objective;
import org.gradus.strategies.Strategies;

/** Ask and tell, without engine or trainer: Gradus proposes, and you train with whatever you have. */
final class AskAndTell {
    private AskAndTell() {}

    public static void main(String[] args) {
        Strategy strategy = Strategies.bayesian();
        BudgetPolicy policy = new FullBudget();
        StudyRecord study = new StudyRecord(
                new StudyId("descent"),
                SearchSpace.learningRate(1e-4, 10),
                Objective.minimize("validationLoss"),
                StudyBudget.of(12, 20),
                StudyRecord.Settings.builder()
                        .plan(strategy.name(), policy.name(), "chosen by hand")
                        .seed(1)
                        .build(),
                new Provenance("descent", "descent 1", Map.of()));
        SearchSession session = SearchSession.start(study, strategy, policy, configuration -> 1);
        for (Ask ask = session.ask(); ask instanceof Ask.Train train; ask = session.ask()) {
            session.tell(train.scored(yourTraining(train.configuration(), train.untilEpoch())));
        }
        session.view().bestCompleted().ifPresent(best -> System.out.println("best: " + best.configuration()));
    }

    /** Gradient descent on a parabola of curvature 1, from a loss of 0.5; diverges above a rate of 2. */
    private static double yourTraining(Configuration configuration, int epochs) {
        double place = 1;
        for (int epoch = 0; epoch < epochs; epoch++) {
            place -= configuration.learningRate().value() * place;
        }
        return place * place / 2;
    }
}
