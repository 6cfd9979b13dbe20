package org.gradus.core.trial;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Figures;
import org.gradus.core.space.LearningRate;

/**
 * One training of one configuration, as far as it has come. Immutable.
 *
 * @param plan what was decided before it started
 * @param curve what was seen so far
 * @param state where it stands
 * @param untilEpoch its current milestone; 0 for a sweep
 * @param decisions what the budget policy said of it, in order
 * @param outcome how it ended, once it has
 * @param test its figures on the test split, where the engine read them
 * @param segments who trained it and how long that took, in order
 * @param checkpoint where its model was saved last
 */
public record Trial(
        TrialPlan plan,
        LearningCurve curve,
        TrialState state,
        int untilEpoch,
        List<Decision> decisions,
        Optional<Outcome> outcome,
        Optional<Evaluation> test,
        List<TrainedSegment> segments,
        Optional<CheckpointRef> checkpoint) {
    public Trial {
        decisions = ImmutableList.copyOf(decisions);
        segments = ImmutableList.copyOf(segments);
    }

    /**
     * A trial without any points yet.
     *
     * @param untilEpoch its first milestone; 0 for a sweep
     */
    public static Trial begun(TrialPlan plan, int untilEpoch) {
        return new Trial(
                plan,
                LearningCurve.empty(),
                TrialState.RUNNING,
                untilEpoch,
                ImmutableList.of(),
                Optional.empty(),
                Optional.empty(),
                ImmutableList.of(),
                Optional.empty());
    }

    /**
     * This trial after a segment of training; it waits for a decision then.
     *
     * @param points the new points
     * @param segment who trained them and how long that took
     * @param saved where its model was saved, if it was
     */
    public Trial trained(List<CurvePoint> points, TrainedSegment segment, Optional<CheckpointRef> saved) {
        return trained(points, segment, saved, TrialState.WAITING);
    }

    /** As {@link #trained(List, TrainedSegment, Optional)}, of a segment that was left before its end: it runs on from there. */
    public Trial handedBack(List<CurvePoint> points, TrainedSegment segment, Optional<CheckpointRef> saved) {
        return trained(points, segment, saved, TrialState.RUNNING);
    }

    private Trial trained(
            List<CurvePoint> points, TrainedSegment segment, Optional<CheckpointRef> saved, TrialState next) {
        List<TrainedSegment> all = ImmutableList.<TrainedSegment>builderWithExpectedSize(segments.size() + 1)
                .addAll(segments)
                .add(segment)
                .build();
        return new Trial(
                plan, curve.plus(points), next, untilEpoch, decisions, outcome, test, all, saved.or(this::checkpoint));
    }

    /** This trial after a decision of the budget policy: it runs until another milestone, or is held. */
    public Trial decided(Decision decision) {
        boolean goesOn = decision.verdict() == Verdict.CONTINUE;
        List<Decision> all = ImmutableList.<Decision>builderWithExpectedSize(decisions.size() + 1)
                .addAll(decisions)
                .add(decision)
                .build();
        TrialState next = goesOn ? TrialState.RUNNING : TrialState.HELD;
        int until = goesOn ? decision.untilEpoch() : untilEpoch;
        return new Trial(plan, curve, next, until, all, outcome, test, segments, checkpoint);
    }

    public Trial finished(Outcome end) {
        return new Trial(
                plan, curve, TrialState.ENDED, untilEpoch, decisions, Optional.of(end), test, segments, checkpoint);
    }

    /** This trial once the test split was read for it. */
    public Trial tested(Evaluation figures) {
        return new Trial(
                plan, curve, state, untilEpoch, decisions, outcome, Optional.of(figures), segments, checkpoint);
    }

    /** In words: {@code trial 7 (learningRate=3.2e-3), completed after 5 epochs, validation loss 0.41, accuracy 0.861}. */
    @Override
    public String toString() {
        return id() + " (" + configuration() + "), "
                + outcome.map(o -> o.kind().word()).orElse(state.name().toLowerCase(Locale.ROOT)) + " after "
                + Figures.counted(epochsSpent(), "epoch")
                + curve.lastValidated()
                        .flatMap(CurvePoint::validation)
                        .map(Trial::words)
                        .orElse("");
    }

    private static String words(Evaluation validation) {
        StringBuilder words = new StringBuilder(", validation loss " + Figures.of(validation.loss()));
        validation
                .metrics()
                .forEach((name, value) ->
                        words.append(", ").append(name).append(' ').append(Figures.of(value)));
        return words.toString();
    }

    public TrialId id() {
        return plan.id();
    }

    public TrialPurpose purpose() {
        return plan.purpose();
    }

    public Configuration configuration() {
        return plan.configuration();
    }

    public long stepsPerEpoch() {
        return plan.stepsPerEpoch();
    }

    /** The time its segments took, in milliseconds, wall clock. */
    public long elapsedMillis() {
        return segments.stream().mapToLong(TrainedSegment::elapsedMillis).sum();
    }

    /** The searched rate, where the configuration has one. */
    public Optional<LearningRate> learningRate() {
        return plan.configuration().findLearningRate();
    }

    /** How many whole epochs it was trained for. */
    public int epochsTrained() {
        return Math.toIntExact(curve.lastStep() / stepsPerEpoch());
    }

    /** What it cost, in epochs, begun ones included. */
    public double epochsSpent() {
        return curve.lastStep() / (double) stepsPerEpoch();
    }

    /** The point evaluated after that many epochs; 0 is the untrained model. */
    public Optional<CurvePoint> atEpoch(int epoch) {
        return curve.evaluatedAt(epoch * stepsPerEpoch());
    }

    /** The points evaluated after whole epochs, the untrained model first. */
    public List<CurvePoint> wholeEpochs() {
        return curve.evaluated().stream()
                .filter(point -> point.step() % stepsPerEpoch() == 0)
                .toList();
    }

    /** The score after that many epochs, where it was measured and is finite. */
    public Optional<Score> scoreAt(Objective objective, int epoch) {
        return atEpoch(epoch).flatMap(point -> score(objective, point, epoch));
    }

    /** The score of the last whole epoch that has one. */
    public Optional<Score> latestScore(Objective objective) {
        return curve.lastValidated()
                .flatMap(point -> score(objective, point, Math.toIntExact(point.step() / stepsPerEpoch())));
    }

    /** The score of a completed trial: that of its last epoch. */
    public Optional<Score> finalScore() {
        return outcome.flatMap(o -> o instanceof Outcome.Completed completed ? completed.score() : Optional.empty());
    }

    private static Optional<Score> score(Objective objective, CurvePoint point, int epoch) {
        double figure = objective.figureAt(point).orElse(Double.NaN);
        return Double.isFinite(figure) ? Optional.of(new Score(objective.toScore(figure), epoch)) : Optional.empty();
    }

    public boolean ended(OutcomeKind kind) {
        return outcome.map(o -> o.kind() == kind).orElse(false);
    }

    public boolean ended() {
        return state == TrialState.ENDED;
    }
}
