package org.gradus.core.study;

import java.util.function.ToDoubleFunction;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.core.trial.TrialState;

/**
 * How far a study has come, in epochs of training. What is left is an interval: budget policies and stop rules may end
 * trainings early, and nobody knows beforehand which.
 *
 * @param epochs the epochs that all trials were trained for, sweeps and replicates included
 * @param leastLeft the epochs that are left if trials that have not begun are stopped as early as those that have ended were;
 *     without those that have not begun where a stop rule may end the search at any time. 0 or more, at most {@code mostLeft}
 * @param mostLeft the epochs that are left if no training ends early; infinite where the budget sets no end
 * @param begun the number of trials that have begun
 * @param ended the number of trials that have ended
 */
public record StudyProgress(double epochs, double leastLeft, double mostLeft, int begun, int ended) {
    /** The progress of a study at that moment. */
    public static StudyProgress of(StudyRecord study, StudyView view) {
        return of(study, view, Trial::epochsSpent);
    }

    /**
     * The progress where more is known of trials in training than was reported to the study.
     *
     * @param openEpochs the epochs that an open trial was trained for, at least {@link Trial#epochsSpent}
     */
    public static StudyProgress of(StudyRecord study, StudyView view, ToDoubleFunction<Trial> openEpochs) {
        int full = view.maxEpochs();
        double epochs = view.epochsSpent();
        double leastOpen = 0;
        double mostOpen = 0;
        for (Trial trial : view.open()) {
            double spent = openEpochs.applyAsDouble(trial);
            epochs += spent - trial.epochsSpent();
            if (trial.purpose() != TrialPurpose.SWEEP) {
                mostOpen += Math.max(0, full - spent);
                leastOpen += trial.state() == TrialState.RUNNING ? Math.max(0, trial.untilEpoch() - spent) : 0;
            }
        }
        double again = (double) full * trainingsAgain(study, view);
        double newTrials = newTrials(view, epochs + mostOpen);
        double mostNew = newTrials * full;
        double leastNew = study.settings().stopRules().isEmpty() ? Math.min(mostNew, newTrials * meanEpochs(view)) : 0;
        return new StudyProgress(
                epochs,
                leastOpen + leastNew + again,
                mostOpen + mostNew + again,
                view.trials().size(),
                view.trials().size() - view.open().size());
    }

    /** The most candidates that have not begun; infinite where nothing limits them. */
    private static double newTrials(StudyView view, double epochsOfBegun) {
        if (view.isClosed()) {
            return 0;
        }
        StudyBudget budget = view.budget();
        double byTrials = budget.trials().isPresent()
                ? Math.max(0, budget.trials().getAsInt() - view.searchedCount())
                : Double.POSITIVE_INFINITY;
        double byEpochs = budget.totalEpochs().isPresent()
                ? Math.ceil(Math.max(0, budget.totalEpochs().getAsLong() - epochsOfBegun) / budget.epochs())
                : Double.POSITIVE_INFINITY;
        return Math.min(byTrials, byEpochs);
    }

    /** The mean epochs of the candidates that have ended; 0 without any. */
    private static double meanEpochs(StudyView view) {
        return view.searched().stream()
                .filter(Trial::ended)
                .mapToDouble(Trial::epochsSpent)
                .average()
                .orElse(0);
    }

    /** The baseline and the replicates that have not begun. */
    private static long trainingsAgain(StudyRecord study, StudyView view) {
        int baselines = study.settings().baseline().isPresent() ? 1 : 0;
        long candidates =
                Math.min(study.settings().finalists(), view.budget().trials().orElse(Integer.MAX_VALUE));
        long replicates = study.settings().replicates() * (candidates + baselines);
        return Math.max(0, baselines - view.trials(TrialPurpose.BASELINE).size())
                + Math.max(0, replicates - view.trials(TrialPurpose.REPLICATE).size());
    }

    /** Whether the budget sets an end. */
    public boolean hasEnd() {
        return Double.isFinite(mostLeft);
    }

    /** The share of the most epochs that is trained, from 0 to 1; 0 where the budget sets no end. */
    public double share() {
        double most = epochs + mostLeft;
        return hasEnd() && most > 0 ? epochs / most : 0;
    }
}
