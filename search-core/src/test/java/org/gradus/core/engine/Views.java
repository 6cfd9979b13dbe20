package org.gradus.core.engine;

import java.util.List;
import java.util.Optional;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.TrialPlan;
import org.gradus.core.trial.TrialState;

/** What of a view must not depend on the machine: everything but the time that passed. */
final class Views {
    private Views() {}

    record TimelessTrial(
            TrialPlan plan,
            LearningCurve curve,
            TrialState state,
            int untilEpoch,
            List<Decision> decisions,
            Optional<Outcome> outcome,
            Optional<Evaluation> test) {}

    static List<TimelessTrial> timeless(StudyView view) {
        return view.trials().stream()
                .map(t -> new TimelessTrial(
                        t.plan(), t.curve(), t.state(), t.untilEpoch(), t.decisions(), t.outcome(), t.test()))
                .toList();
    }
}
