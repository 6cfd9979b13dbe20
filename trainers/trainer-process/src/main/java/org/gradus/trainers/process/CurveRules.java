package org.gradus.trainers.process;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Seeds;

/** Rules about what curves depend on: the request alone, and nothing else. For one thread. */
final class CurveRules {
    private static final CurveDifference TWICE =
            new CurveDifference("the first time", "the second time", "something random does not come from the seeds.");
    private static final CurveDifference PROCESSES =
            new CurveDifference("in one process", "in another", "something random does not come from the seeds.");
    private static final CurveDifference PIECES =
            new CurveDifference("in one advance", "in several", "something is set anew at each advance.");
    private static final CurveDifference HELD = new CurveDifference(
            "without a pause",
            "after another trial was trained",
            "trials share something, such as a random generator.");
    private static final CurveDifference SAVING = new CurveDifference(
            "if it is not saved", "after 'checkpoint'", "saving changes the model that is trained.");
    private static final CurveDifference RESUMED =
            new CurveDifference("before", "after resume", "the optimizer's state is not in the file.");
    private static final CurveDifference TESTED = new CurveDifference(
            "without it",
            "after the test split was read",
            "the evaluation changes the model, or draws random numbers of the training.");
    private static final CurveDifference DATA_SEEDS = new CurveDifference(
            "with one data seed", "with another", "the parameters are drawn with the seed 'data', not with 'init'.");
    private static final CurveDifference RATES =
            new CurveDifference("at one rate", "at a tenth of it", "the loss is measured after the update.");

    private final ConformanceTrainings trainings;
    private final ProcessTrainer trainer;

    /** What the first training gave. */
    private List<CurvePoint> curve = List.of();

    CurveRules(ConformanceTrainings trainings) {
        this.trainings = trainings;
        this.trainer = trainings.trainer();
    }

    Finding trains() throws TrainingException, InterruptedException {
        curve = trainings.train(trainer, trainings.request());
        return curve.get(0).step() == 0
                ? Finding.kept()
                : Finding.kept("without the point of step 0, which may be left out");
    }

    Finding again() throws TrainingException, InterruptedException {
        return Finding.of(TWICE.of(curve, trainings.train(trainer, trainings.request())));
    }

    Finding pieces() throws TrainingException, InterruptedException {
        TrainingRequest request = trainings.request();
        long half = request.totalSteps() / 2;
        List<CurvePoint> points =
                half > 1 ? trainings.train(trainer, request, 1, half) : trainings.train(trainer, request, 1);
        return Finding.of(PIECES.of(curve, points));
    }

    Finding otherProcess() throws TrainingException, InterruptedException {
        try (ProcessTrainer other = trainings.another()) {
            return Finding.of(PROCESSES.of(curve, trainings.train(other, trainings.request())));
        }
    }

    /** A program that depends on one seed alone may be sound if that is the seed of the model. */
    Finding initSeed() throws TrainingException, InterruptedException {
        Seeds first = ConformanceTrainings.seeds(0);
        Seeds second = ConformanceTrainings.seeds(1);
        if (isChangedBy(new Seeds(second.init(), first.data()))) {
            return Finding.kept();
        }
        return isChangedBy(new Seeds(first.init(), second.data()))
                ? Finding.broken("another seed 'init' gave the same curve, which another seed 'data' changes"
                        + "\nMaybe the parameters are not drawn with the seed 'init'.")
                : Finding.skipped("nothing random: no seed changes the curve");
    }

    private boolean isChangedBy(Seeds seeds) throws TrainingException, InterruptedException {
        TrainingRequest request = trainings.request(seeds);
        List<CurvePoint> epoch = trainings.trainUntil(request, request.stepsPerEpoch());
        return TWICE.of(curve.subList(0, Math.min(epoch.size(), curve.size())), epoch)
                .isPresent();
    }

    Finding dataSeed() throws TrainingException, InterruptedException {
        CurvePoint first = curve.get(0);
        if (first.step() != 0 || first.validation().isEmpty()) {
            return Finding.skipped("it writes no point of step 0");
        }
        Seeds other = new Seeds(
                ConformanceTrainings.seeds(0).init(),
                ConformanceTrainings.seeds(1).data());
        CurvePoint untrained = trainings.trainUntil(trainings.request(other), 1).get(0);
        if (untrained.validation().isEmpty()) {
            return Finding.broken("the point of step 0 is missing with another data seed");
        }
        return Finding.of(DATA_SEEDS.of(
                "validation",
                " of step 0",
                first.validation().get(),
                untrained.validation().get()));
    }

    /** The rate of the first update cannot change the loss that is measured before it. */
    Finding lossBeforeUpdate() throws TrainingException, InterruptedException {
        if (!trainings.configuration().has(SearchSpace.LEARNING_RATE)) {
            return Finding.skipped("the configuration has no learning rate");
        }
        double rate = ConformanceTrainings.rate(trainings.configuration()).value();
        return Finding.of(RATES.of(List.of(firstLoss(rate)), List.of(firstLoss(rate / 10))));
    }

    private CurvePoint firstLoss(double rate) throws TrainingException, InterruptedException {
        Configuration chosen = trainings.at(rate);
        List<CurvePoint> points = trainings.trainUntil(
                trainings.request(chosen, ConformanceTrainings.constant(chosen), ConformanceTrainings.seeds(0), 1, 1),
                1);
        return CurvePoint.ofBatch(
                1, CurvePoint.NO_RATE, points.get(points.size() - 1).batchLoss());
    }

    Finding held() throws TrainingException, InterruptedException {
        TrainingRequest request = trainings.request();
        try (TrainingSession session = trainer.open(request)) {
            List<CurvePoint> points = new ArrayList<>(trainings.reached(session, 1));
            trainings.train(trainer, trainings.request(ConformanceTrainings.seeds(1)));
            points.addAll(trainings.finish(session, request));
            return Finding.of(HELD.of(curve, points));
        }
    }

    Finding saved() throws TrainingException, InterruptedException {
        TrainingRequest request = trainings.request();
        long epoch = request.stepsPerEpoch();
        List<CurvePoint> rest =
                curve.stream().filter(point -> point.step() > epoch).toList();
        byte[] model;
        try (TrainingSession session = trainer.open(request)) {
            trainings.reached(session, epoch);
            model = session.checkpoint();
            Finding after = Finding.of(SAVING.of(rest, trainings.finish(session, request)));
            if (!after.equals(Finding.kept())) {
                return after;
            }
        }
        try (ProcessTrainer other = trainings.another();
                TrainingSession session = other.resume(request, model)) {
            if (session.step() != epoch) {
                return Finding.broken("expected to stand at step " + epoch + ", where it was saved, but 'opened' says "
                        + session.step());
            }
            return Finding.of(RESUMED.of(rest, trainings.finish(session, request)));
        }
    }

    Finding test() throws TrainingException, InterruptedException {
        TrainingRequest request = trainings.request();
        try (TrainingSession session = trainer.open(request)) {
            List<CurvePoint> points = new ArrayList<>(trainings.reached(session, 1));
            Evaluation once = session.test();
            Finding twice = Finding.of(TWICE.of("test", "", once, session.test()));
            if (!twice.equals(Finding.kept())) {
                return twice;
            }
            points.addAll(trainings.finish(session, request));
            return Finding.of(TESTED.of(curve, points));
        }
    }
}
