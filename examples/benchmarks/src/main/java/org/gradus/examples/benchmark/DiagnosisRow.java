package org.gradus.examples.benchmark;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.diagnosis.CurveDiagnoser;
import org.gradus.core.diagnosis.Diagnosis;
import org.gradus.core.diagnosis.Diagnosis.Label;
import org.gradus.core.engine.Search;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Trial;
import org.gradus.strategies.Strategies;
import org.gradus.trainers.replay.CurveTable;
import org.gradus.trainers.replay.RecordedRun;
import org.gradus.trainers.replay.ReplayTrainer;

/**
 * A recorded training, what the diagnoser called its first half, and what it should be called.
 *
 * @param task the table
 * @param run the training
 * @param label by {@link CurveLabels}
 * @param admitted the label, and others where the record itself cannot decide
 * @param ofOneSeed what the rules say if they see the seed of the training alone
 * @param diagnosis in a study that ended with the first half of the epochs
 */
record DiagnosisRow(
        String task, RecordedRun run, Label label, ImmutableSet<Label> admitted, Label ofOneSeed, Diagnosis diagnosis) {
    /** What a user does about a rate. */
    enum Remedy {
        LOWER,
        RAISE,
        KEEP,
        OTHER;

        static Remedy of(Label label) {
            return switch (label) {
                case DIVERGED, COLLAPSED, UNSTABLE -> LOWER;
                case TOO_LOW -> RAISE;
                case HEALTHY, UNDER_TRAINED, OVERFITTING -> KEEP;
                case PLATEAU, INCONCLUSIVE -> OTHER;
            };
        }
    }

    /** The trainings of a table, diagnosed in a study for each seed. */
    static List<DiagnosisRow> of(CurveTable table) {
        CurveLabels labels = CurveLabels.of(table);
        ImmutableList.Builder<DiagnosisRow> rows = ImmutableList.builder();
        for (long seed : table.seeds()) {
            CurveTable seen = table.withSeed(seed);
            StudyView study = study(seen, WholeCurve.seenEpochs(table));
            CurveDiagnoser diagnoser = CurveDiagnoser.of(study);
            List<Trial> trials = study.searched();
            for (int i = 0; i < trials.size(); i++) {
                RecordedRun run = seen.runs().get(i);
                rows.add(new DiagnosisRow(
                        table.task(),
                        run,
                        labels.label(run),
                        labels.admitted(run),
                        labels.ofOneSeed(run),
                        diagnoser.diagnose(trials.get(i))));
            }
        }
        return rows.build();
    }

    /** A search that trains every recorded rate, in their order. */
    private static StudyView study(CurveTable table, int epochs) {
        Configuration[] rates = table.runs().stream()
                .map(run -> Configuration.of(new LearningRate(run.rate())))
                .toArray(Configuration[]::new);
        return Search.of(ReplayTrainer.of(table))
                .learningRate(table.minRate(), table.maxRate())
                .objective(Objective.maximize("validationAccuracy"))
                .enqueue(rates)
                .strategy(Strategies.random())
                .policy(new FullBudget())
                .trials(rates.length)
                .epochs(epochs)
                .run()
                .view();
    }

    boolean agrees() {
        return diagnosis.label() == label;
    }

    /** Whether the label lies within the noise of the seeds. */
    boolean isBorderline() {
        return admitted.size() > 1;
    }

    /** Whether the diagnosis is a label that the record admits. */
    boolean isAdmitted() {
        return admitted.contains(diagnosis.label());
    }

    /** Whether one seed to the last epoch is enough for the rules to find the label. */
    boolean isFoundInOneSeed() {
        return ofOneSeed == label;
    }

    /** Whether the diagnosis makes a user do what the label would. */
    boolean sameRemedy() {
        return Remedy.of(diagnosis.label()) == Remedy.of(label);
    }
}
