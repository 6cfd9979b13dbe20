package org.gradus.core.testkit;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Segment;

/**
 * A trainer without a learning rate, which evaluates nothing before it trains. After epoch e its validation loss is (dropout −
 * 0.3)² + (depth − 3)² / 100 + 2^−e, and the seeds say nothing. Thread-safe.
 */
public final class UnratedTrainer implements Trainer {
    /** Its parameters: {@code dropout} in [0, 1] and {@code depth} in [1, 9]. */
    public static final SearchSpace SPACE = SearchSpace.builder()
            .real("dropout", 0, 1, Scale.LINEAR)
            .integer("depth", 1, 9, Scale.LINEAR)
            .build();

    /** A configuration of {@link #SPACE}. */
    public static Configuration configuration(double dropout, long depth) {
        return Configuration.builder()
                .set("dropout", dropout)
                .set("depth", depth)
                .build();
    }

    /** The loss after an epoch. */
    public static double loss(Configuration configuration, long epoch) {
        double dropout = configuration.realOr("dropout", 0.3) - 0.3;
        double depth = (configuration.integerOr("depth", 3) - 3) / 10.0;
        return dropout * dropout + depth * depth + Math.pow(2, -epoch);
    }

    @Override
    public TrainerDescriptor descriptor() {
        return new TrainerDescriptor("unrated", "unrated 1", Set.of(), EnumSet.of(Capability.HOLD), Map.of());
    }

    @Override
    public long stepsPerEpoch(Configuration configuration) {
        return 1;
    }

    @Override
    public TrainingSession open(TrainingRequest request) {
        return new Session(request.configuration());
    }

    private static final class Session implements TrainingSession {
        private final Configuration configuration;
        private long step;

        Session(Configuration configuration) {
            this.configuration = configuration;
        }

        @Override
        public long step() {
            return step;
        }

        @Override
        public Segment advanceTo(long untilStep, CancellationToken cancel) {
            List<CurvePoint> points = new ArrayList<>();
            while (step < untilStep) {
                step++;
                double loss = loss(configuration, step);
                points.add(new CurvePoint(
                        step, CurvePoint.NO_RATE, loss, Optional.empty(), Optional.of(Evaluation.ofLoss(loss))));
            }
            return Segment.reached(points);
        }
    }
}
