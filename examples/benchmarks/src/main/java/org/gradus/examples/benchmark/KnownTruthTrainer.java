package org.gradus.examples.benchmark;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.Segment;

/**
 * A trainer whose true accuracy at every rate is known: what it measures is the truth, an effect of the seed that all rates
 * share, and noise of its own, both normal.
 *
 * @param shape of the truth over the logarithm of the rate
 * @param steepness how fast it falls from the best rate, in units of the noise for a decade; 0 or more
 * @param best the decimal logarithm of the best rate
 * @param seedEffect the deviation of a seed's effect, in units of the noise; 0 or more
 * @param number tells the noise of studies apart
 */
record KnownTruthTrainer(Shape shape, double steepness, double best, double seedEffect, long number)
        implements Trainer {
    static final double NOISE = 0.01;

    private static final double TOP = 0.5;
    private static final double GUESSING = 0.1;
    private static final long STEPS = 10;

    /** How the truth falls from the best rate. */
    enum Shape {
        /** All rates are equal. */
        FLAT,
        /** With the square of the distance. */
        PEAK,
        /** In steps of half a decade, on which rates are equal. */
        STEPS,
        /** With the distance below the best rate; a little above it training breaks down. */
        CLIFF
    }

    /** The expected accuracy at a rate. */
    double truth(LearningRate rate) {
        double distance = Math.log10(rate.value()) - best;
        double loss =
                switch (shape) {
                    case FLAT -> 0;
                    case PEAK -> distance * distance;
                    case STEPS -> Math.floor(2 * Math.abs(distance)) / 2;
                    case CLIFF -> Math.abs(distance);
                };
        boolean broken = shape == Shape.CLIFF && distance > 0.5;
        return broken ? GUESSING : TOP - NOISE * steepness * loss;
    }

    @Override
    public TrainerDescriptor descriptor() {
        return new TrainerDescriptor(
                "known-truth", toString(), Set.of(Evaluation.ACCURACY), EnumSet.noneOf(Capability.class), Map.of());
    }

    @Override
    public long stepsPerEpoch(Configuration configuration) {
        return STEPS;
    }

    @Override
    public TrainingSession open(TrainingRequest request) {
        return new Session(request, accuracy(request));
    }

    private double accuracy(TrainingRequest request) {
        LearningRate rate = request.configuration().learningRate();
        long seed = Seeds.mix(request.plan().seeds().init(), number);
        double shared = new Random(seed).nextGaussian();
        double own = new Random(Seeds.mix(seed, Double.doubleToLongBits(rate.value()))).nextGaussian();
        return truth(rate) + NOISE * (seedEffect * shared + own);
    }

    /** Shows nothing of the accuracy before the end: the accuracy is all that counts. */
    private static final class Session implements TrainingSession {
        private final TrainingRequest request;
        private final double accuracy;
        private long step;

        Session(TrainingRequest request, double accuracy) {
            this.request = request;
            this.accuracy = accuracy;
        }

        @Override
        public long step() {
            return step;
        }

        @Override
        public Segment advanceTo(long untilStep, CancellationToken cancel) {
            List<CurvePoint> points = new ArrayList<>();
            if (step == 0) {
                points.add(evaluated(0));
            }
            while (step < untilStep) {
                step++;
                if (request.evaluatedAt(step)) {
                    points.add(evaluated(accuracy));
                } else if (request.recordedAt(step)) {
                    points.add(CurvePoint.ofBatch(step, request.rateAt(step), 1));
                }
            }
            return Segment.reached(points);
        }

        private CurvePoint evaluated(double figure) {
            Optional<Evaluation> evaluation = Optional.of(Evaluation.of(1, figure));
            return new CurvePoint(step, request.rateAt(Math.max(1, step)), 1, evaluation, evaluation);
        }
    }
}
