package org.gradus.examples.launcher.commands;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.diagnosis.CurveDiagnoser;
import org.gradus.core.diagnosis.Diagnosis;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.space.Figures;
import org.gradus.core.space.LearningRate;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Trial;

/** Compares trainings at different rates in text: did each converge, was it stable, does it generalize. */
final class RegimeTable {
    private static final String UNKNOWN = "-";
    private static final double NEAR_THE_BEST = 0.02;

    private final StudyView study;

    private RegimeTable(StudyView study) {
        this.study = study;
    }

    /** A table, a row a rate, lowest first, and below it what the diagnoses mean. */
    static String table(StudyResult result) {
        RegimeTable regimes = new RegimeTable(result.view());
        List<Trial> trials = result.view().searched().stream()
                .sorted(Comparator.comparing(t -> t.learningRate().orElse(new LearningRate(1))))
                .toList();
        TextTable table = new TextTable(
                "regime",
                "rate",
                "diagnosis",
                "converged",
                "largest rise",
                "train",
                "validation",
                "test",
                "gap train-validation");
        trials.forEach(trial -> table.add(regimes.row(trial)));
        return table + System.lineSeparator() + System.lineSeparator()
                + trials.stream().map(regimes::meaning).collect(Collectors.joining(System.lineSeparator()))
                + System.lineSeparator()
                + "converged: the first epoch whose validation accuracy is within 0.02 of the best at the end."
                + System.lineSeparator() + "largest rise: of the validation loss from one epoch to the next.";
    }

    private String[] row(Trial trial) {
        Optional<CurvePoint> last = trial.curve().lastValidated();
        Optional<Evaluation> train = last.flatMap(CurvePoint::train);
        Optional<Evaluation> validation = last.flatMap(CurvePoint::validation);
        return new String[] {
            RegimeTrials.words(study, trial),
            trial.learningRate().map(LearningRate::toString).orElse(UNKNOWN),
            CurveDiagnoser.diagnose(study, trial).label().word(),
            converged(trial),
            largestRise(trial),
            accuracy(train),
            accuracy(validation),
            accuracy(trial.test()),
            gap(train, validation)
        };
    }

    private String converged(Trial trial) {
        double best = study.bestCompleted()
                .flatMap(b -> b.curve().lastValidated())
                .flatMap(CurvePoint::validation)
                .map(e -> e.accuracy().orElse(Double.NaN))
                .orElse(Double.NaN);
        double[] accuracies = trial.curve().validations(e -> e.accuracy().orElse(Double.NaN));
        for (int epoch = 1; epoch < accuracies.length; epoch++) {
            if (accuracies[epoch] >= best - NEAR_THE_BEST) {
                return "at epoch " + epoch;
            }
        }
        return "never";
    }

    private static String largestRise(Trial trial) {
        double[] losses = trial.curve().validations(Evaluation::loss);
        double largest = 0;
        for (int i = 1; i < losses.length; i++) {
            largest = Math.max(largest, losses[i] - losses[i - 1]);
        }
        return Figures.of(largest);
    }

    private static String accuracy(Optional<Evaluation> evaluation) {
        return evaluation.isPresent() && evaluation.get().accuracy().isPresent()
                ? Figures.fixed(evaluation.get().accuracy().getAsDouble(), 3)
                : UNKNOWN;
    }

    private static String gap(Optional<Evaluation> train, Optional<Evaluation> validation) {
        if (accuracy(train).equals(UNKNOWN) || accuracy(validation).equals(UNKNOWN)) {
            return UNKNOWN;
        }
        return Figures.fixed(
                train.get().accuracy().getAsDouble()
                        - validation.get().accuracy().getAsDouble(),
                3);
    }

    private String meaning(Trial trial) {
        Diagnosis diagnosis = CurveDiagnoser.diagnose(study, trial);
        return trial.learningRate().map(LearningRate::toString).orElse(UNKNOWN) + ": "
                + diagnosis.label().word() + ", " + diagnosis.label().meaning() + " (" + diagnosis.evidence() + ").";
    }
}
