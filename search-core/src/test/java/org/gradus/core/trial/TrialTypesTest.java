package org.gradus.core.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small records of the package, and what they refuse. */
class TrialTypesTest {
    @Test
    void identifiersRefuseWhatNamesNothing() {
        assertThat(new TrialId(3)).hasToString("trial 3").isGreaterThan(new TrialId(2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrialId(0))
                .withMessage("trials count from 1, but the number was 0");
        assertThat(new StudyId("fashion")).hasToString("fashion");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StudyId(" "))
                .withMessage("the name of a study must not be blank");
    }

    /** The SplitMix64 generator seeded with 1234567 gives these numbers (the test vector of Rosetta Code). */
    @Test
    void seedsAreMixedBySplitMix64() {
        long[] expected = {6457827717110365317L, 3203168211198807973L, -8629252141511181193L, 4593380528125082431L};
        for (int stream = 0; stream < expected.length; stream++) {
            assertThat(Seeds.mix(1234567, stream)).isEqualTo(expected[stream]);
        }
    }

    @Test
    void seedsOfStudiesAndReplicatesAllDiffer() {
        Set<Long> seen = new HashSet<>();
        for (long study = -50; study < 50; study++) {
            for (int replicate = 0; replicate < 50; replicate++) {
                Seeds seeds = Seeds.of(study, replicate);
                assertThat(seen.add(seeds.init())).isTrue();
                assertThat(seen.add(seeds.data())).isTrue();
            }
        }
        assertThat(Seeds.of(7, 3)).isEqualTo(Seeds.of(7, 3));
    }

    @Test
    void objectiveNamesAFigureOfTheValidationSplitAndItsDirection() {
        Objective accuracy = Objective.maximize("validationAccuracy");
        assertThat(accuracy.metric()).isEqualTo("accuracy");
        assertThat(accuracy.words()).isEqualTo("validation accuracy");
        assertThat(accuracy).hasToString("maximize validationAccuracy");
        assertThat(accuracy.toScore(0.9)).isEqualTo(-0.9);
        assertThat(accuracy.toFigure(accuracy.toScore(0.9))).isEqualTo(0.9);
        Objective loss = Objective.minimize("validationLoss");
        assertThat(loss.metric()).isEqualTo("loss");
        assertThat(loss.toScore(0.3)).isEqualTo(0.3);
        assertThat(loss.toFigure(0.3)).isEqualTo(0.3);
        assertThat(loss).hasToString("minimize validationLoss");
        assertThat(Objective.maximize("validationTopFive").words()).isEqualTo("validation top five");
    }

    @ParameterizedTest
    @ValueSource(strings = {"validation", "trainLoss", "testAccuracy", "validationaccuracy", "", "Validation"})
    void objectiveOfAnotherSplitIsRefused(String figure) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Objective.maximize(figure))
                .withMessage("an objective is a figure of the validation split, such as validationAccuracy or"
                        + " validationLoss, but was '" + figure + "'");
    }

    @Test
    void metricInPlaceOfAFigureIsTranslated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Objective.maximize("accuracy"))
                .withMessageEndingWith("but was 'accuracy'\nMaybe write validationAccuracy.");
    }

    @Test
    void objectiveReadsItsFigureFromThePoint() {
        Objective accuracy = Objective.maximize("validationAccuracy");
        CurvePoint both =
                new CurvePoint(10, 0.1, 1, Optional.of(Evaluation.of(1, 0.2)), Optional.of(Evaluation.of(2, 0.3)));
        assertThat(accuracy.figureAt(both)).hasValue(0.3);
        assertThat(Objective.minimize("validationLoss").figureAt(both)).hasValue(2);
        assertThat(accuracy.figureAt(CurvePoint.ofBatch(10, 0.1, 1))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void scoresAreFinite(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Score(value, 3))
                .withMessage("a score must be finite, but was " + value
                        + " at epoch 3\nMaybe the trial diverged; that is an outcome, not a score.");
    }

    @Test
    void scoresHaveAnEpoch() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Score(1, -1))
                .withMessage("the epoch of a score must be 0 or more, but was -1");
    }

    @Test
    void outcomesKnowTheirKind() {
        List<Outcome> outcomes = List.of(
                new Outcome.Completed(Optional.of(new Score(1, 2)), "trained"),
                new Outcome.Stopped(1, "rank 9"),
                new Outcome.Diverged(7, "NaN"),
                new Outcome.Failed("threw", "at …"));
        assertThat(outcomes).extracting(Outcome::kind).containsExactly(OutcomeKind.values());
        assertThat(outcomes).extracting(Outcome::reason).containsExactly("trained", "rank 9", "NaN", "threw");
        assertThat(OutcomeKind.COMPLETED.word()).isEqualTo("completed");
    }

    @Test
    void budgetRefusesWhatPaysForNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StudyBudget.of(0, 5))
                .withMessage("trials must be at least 1, but was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StudyBudget.of(5, 0))
                .withMessage("epochs must be at least 1, but was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StudyBudget(OptionalInt.empty(), 5, OptionalLong.of(0)))
                .withMessage("total epochs must be at least 1, but was 0");
    }

    @Test
    void budgetPaysForTheFewerOfItsLimits() {
        assertThat(StudyBudget.of(16, 5).fullTrainings()).isEqualTo(16);
        assertThat(new StudyBudget(OptionalInt.of(16), 5, OptionalLong.of(42)).fullTrainings())
                .isCloseTo(8.4, within(1e-15));
        assertThat(new StudyBudget(OptionalInt.empty(), 5, OptionalLong.empty()).fullTrainings())
                .isInfinite();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-1, 1", "1, 0.5", "NaN, 1", "1, NaN", "1, Infinity"})
    void sweepClimbsBetweenTwoRates(double min, double max) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sweep(min, max, 10))
                .withMessage("a sweep needs 0 < min <= max < ∞, but was " + min + " to " + max);
    }

    @Test
    void sweepHasAScheduleFromEndToEnd() {
        Sweep sweep = new Sweep(1e-6, 1, 7);
        assertThat(sweep.schedule().at(1, 7)).isEqualTo(1e-6);
        assertThat(sweep.schedule().at(4, 7)).isCloseTo(1e-3, within(1e-17));
        assertThat(sweep.schedule().at(7, 7)).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sweep(1e-6, 1, 1))
                .withMessage("a sweep needs at least 2 steps, but has 1");
    }

    @Test
    void sweepThatHoldsItsRateIsAProbe() {
        Sweep probe = Sweep.constant(0.1 / 3, 5);
        assertThat(probe).isEqualTo(new Sweep(0.1 / 3, 0.1 / 3, 5, 0));
        assertThat(probe.isConstant()).isTrue();
        assertThat(LongStream.rangeClosed(1, 5).mapToDouble(probe::rateAt)).containsOnly(0.1 / 3);
        assertThat(new Sweep(1e-6, 1, 7).isConstant()).isFalse();
    }

    @Test
    void sweepIsEvaluatedEverySoManyStepsAndAtItsEnds() {
        Sweep sweep = new Sweep(1e-6, 1, 10, 4);
        assertThat(LongStream.rangeClosed(0, 10).filter(sweep::evaluatedAt)).containsExactly(0L, 4L, 8L, 10L);
        assertThat(LongStream.rangeClosed(0, 10).filter(new Sweep(1e-6, 1, 10)::evaluatedAt))
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sweep(1e-6, 1, 10, -1))
                .withMessage("evaluateEvery must be a number of steps of at least 0, 0 for never, but was -1");
    }

    @Test
    void decisionsNeedAReasonAndAMilestone() {
        TrialId id = new TrialId(4);
        assertThat(Decision.continueUntil(id, 5, "rank 1 of 9"))
                .isEqualTo(new Decision(id, Verdict.CONTINUE, 5, "rank 1 of 9"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Decision.continueUntil(id, 5, " "))
                .withMessage("the decision about trial 4 needs a reason");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Decision.continueUntil(id, -1, "a test"))
                .withMessage("the milestone of trial 4 must be 0 or more, but was -1");
    }

    @Test
    void reportsNeedAReasonUnlessTheyReachedTheirEnd() {
        TrialId id = new TrialId(4);
        assertThat(SegmentReport.reached(id, List.of()).segment().end()).isEqualTo(SegmentEnd.REACHED);
        assertThat(SegmentReport.diverged(id, List.of(), "NaN").segment().end()).isEqualTo(SegmentEnd.DIVERGED);
        assertThat(SegmentReport.failed(id, "threw", "at …").stackTrace()).isEqualTo("at …");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentReport.diverged(id, List.of(), ""))
                .withMessage("a segment of trial 4 that ended as DIVERGED needs a reason");
    }

    @Test
    void checkpointsAreNamedByTheirContent() {
        assertThat(new CheckpointRef("0123456789abcdef".repeat(4), 0).bytes()).isZero();
        for (String name : List.of("", "ab", "G".repeat(64), "A".repeat(64))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new CheckpointRef(name, 1))
                    .withMessage(
                            "a checkpoint is named by 64 hexadecimal digits in lower case, but was '" + name + "'");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CheckpointRef("ab".repeat(32), -1))
                .withMessage("the length of a checkpoint must be 0 or more, but was -1");
    }

    @Test
    void planHoldsTogether() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(TrialPurpose.SEARCH, Optional.empty(), 0, Optional.empty(), 0))
                .withMessage("an epoch of trial 1 must have at least 1 step, but has 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(TrialPurpose.SEARCH, Optional.empty(), -1, Optional.empty(), 1))
                .withMessage("the replicate of trial 1 must be 0 or more, but was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(TrialPurpose.SWEEP, Optional.empty(), 0, Optional.empty(), 1))
                .withMessage("trial 1 is a SWEEP without a sweep of its rate");
        Optional<Sweep> sweep = Optional.of(new Sweep(0.1, 1, 10));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(TrialPurpose.SEARCH, Optional.empty(), 0, sweep, 1))
                .withMessage("trial 1 is a SEARCH with a sweep of its rate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(TrialPurpose.REPLICATE, Optional.empty(), 1, Optional.empty(), 1))
                .withMessage("trial 1 is a REPLICATE without a trial that it repeats");
        Optional<TrialId> other = Optional.of(new TrialId(2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(TrialPurpose.BASELINE, other, 1, Optional.empty(), 1))
                .withMessage("trial 1 is a BASELINE with a trial that it repeats");
    }

    private static TrialPlan plan(
            TrialPurpose purpose, Optional<TrialId> of, int replicate, Optional<Sweep> sweep, long stepsPerEpoch) {
        Configuration configuration = Configuration.of(new LearningRate(0.1));
        return new TrialPlan(
                new TrialId(1),
                purpose,
                of,
                replicate,
                configuration,
                Seeds.of(0, 0),
                sweep,
                stepsPerEpoch,
                "test",
                "a test");
    }

    @Test
    void settingsAreWithinTheirRanges() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(0, 0, 1))
                .withMessage("finalists must be at least 1, but was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(1, -1, 1))
                .withMessage("replicates must be 0 or more, but was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(1, 0, 0))
                .withMessage("recordEvery must be at least 1, but was 0");
    }

    private static StudyRecord.Settings settings(int finalists, int replicates, int recordEvery) {
        return StudyRecord.Settings.builder()
                .plan("random", "full", "a test")
                .finalists(finalists)
                .replicates(replicates)
                .recordEvery(recordEvery)
                .build();
    }
}
