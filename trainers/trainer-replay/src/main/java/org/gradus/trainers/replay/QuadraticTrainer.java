package org.gradus.trainers.replay;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.gradus.core.curvature.Gradients;
import org.gradus.core.space.Configuration;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Seeds;

/**
 * Gradient descent on ½ Σ λᵢ xᵢ², the problem on which everything about a learning rate is known: under a constant rate η
 * the loss after N steps is ½ Σ λᵢ (1 − ηλᵢ)^{2N} xᵢ² of the starting point x, and it grows without bound exactly when
 * η > 2/λ_max. The loss is reported as training, validation and test loss alike.
 *
 * <p>With noise, each coordinate of each gradient carries an independent normal error, seeded by the data seed. Immutable
 * and thread-safe.
 */
public final class QuadraticTrainer implements Trainer {
    private final double[] eigenvalues;
    private final double[] start;
    private final long stepsPerEpoch;
    private final double noise;

    private QuadraticTrainer(double[] eigenvalues, double[] start, long stepsPerEpoch, double noise) {
        this.eigenvalues = eigenvalues;
        this.start = start;
        this.stepsPerEpoch = stepsPerEpoch;
        this.noise = noise;
    }

    /**
     * A quadratic that starts with every coordinate at 1, has 10 steps an epoch and no noise.
     *
     * @param eigenvalues the curvatures λᵢ, at least one, each positive and finite
     */
    public static QuadraticTrainer of(double... eigenvalues) {
        if (eigenvalues.length == 0) {
            throw new IllegalArgumentException("a quadratic needs at least one eigenvalue, but has none");
        }
        for (double eigenvalue : eigenvalues) {
            if (!(eigenvalue > 0 && eigenvalue < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("an eigenvalue must be positive and finite, but was " + eigenvalue);
            }
        }
        double[] ones = new double[eigenvalues.length];
        Arrays.fill(ones, 1);
        return new QuadraticTrainer(eigenvalues.clone(), ones, 10, 0);
    }

    /**
     * The same from another starting point.
     *
     * @param coordinates one for each eigenvalue, finite
     */
    public QuadraticTrainer startingAt(double... coordinates) {
        if (coordinates.length != eigenvalues.length) {
            throw new IllegalArgumentException("the starting point must have " + eigenvalues.length
                    + " coordinates, but has " + coordinates.length);
        }
        if (!Arrays.stream(coordinates).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "the starting point must be finite, but was " + Arrays.toString(coordinates));
        }
        return new QuadraticTrainer(eigenvalues, coordinates.clone(), stepsPerEpoch, noise);
    }

    /** The same with another length of an epoch, at least 1 step. */
    public QuadraticTrainer stepsPerEpoch(long steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("an epoch must have at least 1 step, but has " + steps);
        }
        return new QuadraticTrainer(eigenvalues, start, steps, noise);
    }

    /** The same with normal noise of this standard deviation on each coordinate of each gradient; 0 or more, finite. */
    public QuadraticTrainer noise(double deviation) {
        if (!(deviation >= 0 && deviation < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("noise must be 0 or more and finite, but was " + deviation);
        }
        return new QuadraticTrainer(eigenvalues, start, stepsPerEpoch, deviation);
    }

    /** The rate above which gradient descent diverges: 2/λ_max. */
    public double criticalRate() {
        return 2 / Arrays.stream(eigenvalues).max().orElseThrow();
    }

    /** The loss after a number of steps at a constant rate without noise, in closed form. */
    public double exactLoss(double rate, long steps) {
        double sum = 0;
        for (int i = 0; i < eigenvalues.length; i++) {
            sum += eigenvalues[i] * Math.pow(1 - rate * eigenvalues[i], 2.0 * steps) * start[i] * start[i];
        }
        return sum / 2;
    }

    @Override
    public TrainerDescriptor descriptor() {
        String problem = "eigenvalues " + Arrays.toString(eigenvalues) + ", start " + Arrays.toString(start) + ", "
                + stepsPerEpoch + " steps an epoch, noise " + noise;
        return new TrainerDescriptor(
                "quadratic",
                "quadratic 1, " + problem,
                Set.of(),
                EnumSet.complementOf(EnumSet.of(Capability.MODEL_FILES)),
                Map.of("problem", problem));
    }

    @Override
    public long stepsPerEpoch(Configuration configuration) {
        return stepsPerEpoch;
    }

    @Override
    public TrainingSession open(TrainingRequest request) {
        return new QuadraticSession(this, request, 0, start.clone());
    }

    @Override
    public TrainingSession resume(TrainingRequest request, byte[] checkpoint) throws TrainingException {
        return QuadraticCheckpoint.read(this, request, checkpoint);
    }

    @Override
    public Gradients gradients(Configuration configuration, Seeds seeds) {
        return new QuadraticGradients(this, start.clone());
    }

    double loss(double[] x) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += eigenvalues[i] * x[i] * x[i];
        }
        return sum / 2;
    }

    double gradient(int coordinate, double x) {
        return eigenvalues[coordinate] * x;
    }

    double noise() {
        return noise;
    }

    int dimensions() {
        return eigenvalues.length;
    }
}
