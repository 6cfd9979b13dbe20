package org.gradus.core.curve;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.gradus.core.space.Figures;
import org.jspecify.annotations.Nullable;

/** The points of one training, in the order of their steps. Immutable; the numbers lie in columns. */
public final class LearningCurve {
    /**
     * When a loss that stays finite counts as diverged: when it lies above a multiple of the untrained model's validation loss at
     * some points in a row, the last of them an evaluation, or at the end of the training. A loss that is not a number always
     * counts.
     *
     * @param factor the multiple, above 1; infinite if no finite loss counts
     * @param points the points in a row, at least 1
     */
    public record Divergence(double factor, int points) {
        /** Three times the untrained loss, at three points. */
        public static final Divergence DEFAULT = new Divergence(3, 3);

        public Divergence {
            if (!(factor > 1)) {
                throw new IllegalArgumentException("the factor of divergence must be above 1, but was " + factor
                        + "\nMaybe give an infinite one, so" + " that no finite loss counts as diverged.");
            }
            if (points < 1) {
                throw new IllegalArgumentException("the points of divergence must be at least 1, but were " + points);
            }
        }

        /** In words: {@code over 3 times the untrained loss at 3 points}. */
        @Override
        public String toString() {
            return Double.isInfinite(factor)
                    ? "never at a finite loss"
                    : "over " + Figures.of(factor) + " times the untrained loss at " + points
                            + (points == 1 ? " point" : " points");
        }
    }

    private static final LearningCurve EMPTY =
            new LearningCurve(new long[0], new double[0], new double[0], ImmutableList.of());

    private final long[] steps;
    private final double[] learningRates;
    private final double[] batchLosses;
    /** The points that carry an evaluation, in order. */
    private final ImmutableList<CurvePoint> evaluated;

    private LearningCurve(
            long[] steps, double[] learningRates, double[] batchLosses, ImmutableList<CurvePoint> evaluated) {
        this.steps = steps;
        this.learningRates = learningRates;
        this.batchLosses = batchLosses;
        this.evaluated = evaluated;
    }

    /** The curve without a point. */
    public static LearningCurve empty() {
        return EMPTY;
    }

    public static LearningCurve of(List<CurvePoint> points) {
        return EMPTY.plus(points);
    }

    /**
     * This curve and the points after it.
     *
     * @throws IllegalArgumentException if steps do not strictly increase
     */
    public LearningCurve plus(List<CurvePoint> points) {
        int before = steps.length;
        long[] newSteps = Arrays.copyOf(steps, before + points.size());
        double[] newRates = Arrays.copyOf(learningRates, before + points.size());
        double[] newLosses = Arrays.copyOf(batchLosses, before + points.size());
        ImmutableList.Builder<CurvePoint> newEvaluated = ImmutableList.builder();
        newEvaluated.addAll(evaluated);
        for (int i = 0; i < points.size(); i++) {
            CurvePoint point = points.get(i);
            int at = before + i;
            if (at > 0 && point.step() <= newSteps[at - 1]) {
                throw new IllegalArgumentException("the steps of a curve must strictly increase, but step "
                        + point.step() + " follows step " + newSteps[at - 1]);
            }
            newSteps[at] = point.step();
            newRates[at] = point.learningRate();
            newLosses[at] = point.batchLoss();
            if (point.train().isPresent() || point.validation().isPresent()) {
                newEvaluated.add(point);
            }
        }
        return new LearningCurve(newSteps, newRates, newLosses, newEvaluated.build());
    }

    public int size() {
        return steps.length;
    }

    public boolean isEmpty() {
        return steps.length == 0;
    }

    /** The step of the last point; 0 where there is none. */
    public long lastStep() {
        return isEmpty() ? 0 : steps[steps.length - 1];
    }

    public long step(int index) {
        return steps[index];
    }

    public double learningRate(int index) {
        return learningRates[index];
    }

    public double batchLoss(int index) {
        return batchLosses[index];
    }

    /** A copy of the column of batch losses. */
    public double[] batchLosses() {
        return batchLosses.clone();
    }

    /** A copy of the column of learning rates. */
    public double[] learningRates() {
        return learningRates.clone();
    }

    public long[] steps() {
        return steps.clone();
    }

    /** The points that carry an evaluation, in order. */
    public List<CurvePoint> evaluated() {
        return evaluated;
    }

    /** The point of exactly that step, where it was evaluated. */
    public Optional<CurvePoint> evaluatedAt(long step) {
        int place = Collections.binarySearch(Lists.transform(evaluated, CurvePoint::step), step);
        return place < 0 ? Optional.empty() : Optional.of(evaluated.get(place));
    }

    /** The last point that has a validation. */
    public Optional<CurvePoint> lastValidated() {
        for (int i = evaluated.size() - 1; i >= 0; i--) {
            if (evaluated.get(i).validation().isPresent()) {
                return Optional.of(evaluated.get(i));
            }
        }
        return Optional.empty();
    }

    /** A figure of every point that has a validation, in order. */
    public double[] validations(ToDoubleFunction<Evaluation> figure) {
        return evaluated.stream()
                .flatMap(p -> p.validation().stream())
                .mapToDouble(figure)
                .toArray();
    }

    /** A figure of every point that has an evaluation on the training split, in order. */
    public double[] trainings(ToDoubleFunction<Evaluation> figure) {
        return evaluated.stream()
                .flatMap(p -> p.train().stream())
                .mapToDouble(figure)
                .toArray();
    }

    /** All points as records, in order. */
    public List<CurvePoint> points() {
        ImmutableList.Builder<CurvePoint> points = ImmutableList.builderWithExpectedSize(size());
        int next = 0;
        for (int i = 0; i < size(); i++) {
            if (next < evaluated.size() && evaluated.get(next).step() == steps[i]) {
                points.add(evaluated.get(next++));
            } else {
                points.add(CurvePoint.ofBatch(steps[i], learningRates[i], batchLosses[i]));
            }
        }
        return points.build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LearningCurve that && points().equals(that.points());
    }

    @Override
    public int hashCode() {
        return points().hashCode();
    }

    @Override
    public String toString() {
        return "LearningCurve of " + size() + " points to step " + lastStep();
    }
}
