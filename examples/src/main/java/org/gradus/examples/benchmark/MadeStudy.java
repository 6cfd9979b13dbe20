package org.gradus.examples.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.store.StudyStore;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.Provenance;
import org.gradus.core.trial.Score;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.StudyBudget;
import org.gradus.core.trial.StudyId;
import org.gradus.core.trial.StudyRecord;
import org.gradus.core.trial.TrialEvent;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPlan;
import org.gradus.core.trial.TrialPurpose;

/**
 * A study whose curves are made and not trained: an epoch is one step, and each is validated.
 *
 * @param name its name in a store
 * @param trials how many trials, at least 1
 * @param epochs the points of each, at least 1
 */
record MadeStudy(String name, int trials, int epochs) {
    /** Trials that are written in one append. */
    private static final int TOGETHER = 1000;

    StudyRecord study() {
        return new StudyRecord(
                new StudyId(name),
                SearchSpace.learningRate(1e-5, 1),
                Objective.minimize("validationLoss"),
                StudyBudget.of(trials, epochs),
                StudyRecord.Settings.builder()
                        .plan("random", "full", "to be measured")
                        .seed(1)
                        .finalists(1)
                        .recordEvery(1)
                        .build(),
                new Provenance("made", "made 1", Map.of()));
    }

    /** The points of the epochs after one, to another. */
    static List<CurvePoint> points(double rate, int from, int to) {
        return IntStream.rangeClosed(from + 1, to)
                .mapToObj(epoch -> {
                    double loss = 2 / (1 + epoch * rate);
                    return new CurvePoint(
                            epoch, rate, loss, Optional.empty(), Optional.of(Evaluation.of(loss, 1 / (1 + loss))));
                })
                .toList();
    }

    /** Writes the study with all trials, finished. */
    void write(StudyStore store) {
        StudyRecord study = study();
        store.create(study);
        SplittableRandom random = new SplittableRandom(study.settings().seed());
        long version = 0;
        List<TrialEvent> events = new ArrayList<>();
        for (int number = 1; number <= trials; number++) {
            events.addAll(finished(new TrialId(number), random.nextDouble()));
            if (number % TOGETHER == 0 || number == trials) {
                version = store.append(study.id(), version, events);
                events.clear();
            }
        }
    }

    private List<TrialEvent> finished(TrialId id, double unit) {
        StudyRecord study = study();
        TrialPlan plan = new TrialPlan(
                id,
                TrialPurpose.SEARCH,
                Optional.empty(),
                0,
                study.space().fromUnit(new double[] {unit}),
                Seeds.of(study.settings().seed(), 0),
                Optional.empty(),
                1,
                "random",
                "drawn at random");
        List<CurvePoint> points = points(plan.configuration().learningRate().value(), 0, epochs);
        Score score = new Score(points.get(epochs - 1).batchLoss(), epochs);
        return List.of(
                new TrialEvent.TrialProposed(plan, epochs),
                new TrialEvent.CurveExtended(id, points, "local", 1, Optional.empty()),
                new TrialEvent.TrialEnded(id, new Outcome.Completed(Optional.of(score), "trained for all epochs")));
    }
}
