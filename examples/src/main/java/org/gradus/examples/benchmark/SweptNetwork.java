package org.gradus.examples.benchmark;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.Segment;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.SegmentEnd;
import org.gradus.core.trial.Sweep;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPlan;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.examples.images.ImageData;
import org.gradus.examples.networks.Optimizer;
import org.gradus.examples.networks.SmallCnnTrainer;
import org.gradus.examples.networks.Variant;

/**
 * The network of a recorded table, to be swept as it was trained.
 *
 * @param variant what is added to its blocks
 * @param optimizer how it is trained
 */
record SweptNetwork(Variant variant, Optimizer optimizer) {
    /** The images of a batch, those that a table is recorded with unless something else is said. */
    static final int BATCH = 32;

    /**
     * The network that a table is named after: {@code fashion-mini-batch-norm-adam}.
     *
     * @throws IllegalArgumentException if it names no optimizer
     */
    static SweptNetwork named(String task) {
        Variant variant = Arrays.stream(Variant.values())
                .filter(v -> task.contains(v.word()))
                .findFirst()
                .orElse(Variant.PLAIN);
        try {
            return new SweptNetwork(variant, Optimizer.named(task.substring(task.lastIndexOf('-') + 1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--tables: table '" + task + "' does not say what was trained: " + e.getMessage()
                            + "\nMaybe give it the name that record proposes, such as fashion-mini-batch-norm-adam.",
                    e);
        }
    }

    String name() {
        return variant + " " + optimizer;
    }

    /**
     * Sweeps from the initial network that the table's training with a seed began with, each time with another order of
     * batches, as the session seeds them.
     *
     * @param count how many sweeps
     */
    List<LearningCurve> sweep(ImageData data, long seed, Sweep sweep, int count)
            throws TrainingException, InterruptedException {
        Trainer trainer = SmallCnnTrainer.of(data, optimizer, variant, BATCH);
        List<LearningCurve> curves = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            TrainingRequest request = request(trainer, seed, sweep, number);
            try (TrainingSession session = trainer.open(request)) {
                Segment segment = session.advanceTo(request.totalSteps(), CancellationToken.create());
                List<CurvePoint> points = segment.points();
                if (segment.end() == SegmentEnd.CANCELLED) {
                    throw new InterruptedException("sweep " + number + " was cancelled: " + segment.reason());
                }
                curves.add(LearningCurve.of(points));
            }
        }
        return ImmutableList.copyOf(curves);
    }

    private TrainingRequest request(Trainer trainer, long seed, Sweep sweep, int number) {
        Configuration configuration = Configuration.of(new LearningRate(sweep.minRate()));
        Seeds shared = Seeds.of(seed, 0);
        TrialPlan plan = new TrialPlan(
                new TrialId(number),
                TrialPurpose.SWEEP,
                Optional.empty(),
                0,
                configuration,
                new Seeds(shared.init(), Seeds.mix(shared.data(), number)),
                Optional.of(sweep),
                trainer.stepsPerEpoch(configuration),
                "benchmark",
                "sweep " + number);
        return new TrainingRequest(plan, sweep.schedule(), sweep.steps(), 1);
    }
}
