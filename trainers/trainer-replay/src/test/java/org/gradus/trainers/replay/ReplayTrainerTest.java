package org.gradus.trainers.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.Scale;
import org.gradus.core.space.Schedules;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.testkit.TrainerContract;
import org.gradus.core.testkit.TrainerRuns;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Segment;
import org.gradus.core.trial.SegmentEnd;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayTrainerTest implements TrainerContract {
    /** Three seeds whose accuracy at the last epoch is a tenth of the seed. */
    private static final String SEEDS = """
            learning_rate,seed,epoch,train_loss,validation_loss,validation_accuracy,test_loss,test_accuracy
            0.1,3,0,2,2,0.1,,
            0.1,3,1,1,1,0.3,1.1,0.29
            0.1,1,0,2,2,0.1,,
            0.1,1,1,1,1,0.1,1.1,0.09
            0.1,2,0,2,2,0.1,,
            0.1,2,1,1,1,0.2,1.1,0.19
            """;

    @Override
    public Trainer trainer() {
        return ReplayTrainer.of(Tables.small());
    }

    @Override
    public Configuration goodConfiguration() {
        return at(0.01);
    }

    @Override
    public Configuration absurdConfiguration() {
        return at(0.5);
    }

    @Override
    public int epochs() {
        return 2;
    }

    @Override
    public boolean initSeedMatters() {
        return false;
    }

    @Override
    public boolean dataSeedMatters() {
        return false;
    }

    private static Configuration at(double rate) {
        return Configuration.of(new LearningRate(rate));
    }

    @Test
    void reportsTheRecordedFigures() throws Exception {
        List<CurvePoint> points = TrainerRuns.train(trainer(), request());
        Evaluation train = Evaluation.of(1.0, 0.6);
        Evaluation validation = Evaluation.of(1.2, 0.5);
        assertThat(points.get(1)).isEqualTo(new CurvePoint(1, 0.01, 1.0, Optional.of(train), Optional.of(validation)));
    }

    /** 0.05 reads 0.01 and 0.1; the latter fails at epoch 2; beyond 0.1 the run of 1 ends before epoch 1. */
    @ParameterizedTest
    @CsvSource({"0.05, 2", "0.1, 2", "0.2, 1", "1, 1", "100, 1"})
    void divergesAtTheEpochWhereWhatItReadsFailed(double rate, int epoch) throws Exception {
        TrainingRequest request = TrainerRuns.request(trainer(), at(rate), 2);
        try (TrainingSession session = trainer().open(request)) {
            Segment segment = session.advanceTo(2, CancellationToken.create());
            assertThat(segment.end()).isEqualTo(SegmentEnd.DIVERGED);
            assertThat(session.step()).isEqualTo(epoch);
            CurvePoint last = segment.points().get(segment.points().size() - 1);
            assertThat(last.validation().orElseThrow().loss()).isNotFinite();
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 0.2", "2, 0, 0.3", "3, 0, 0.1", "4, 0, 0.2", "1, 1, 0.3", "1, 2, 0.1", "2, 1, 0.1"})
    void trialNumberReadsTheSeedOfItsNumberAndAReplicateTheNext(int trial, int replicate, double accuracy)
            throws Exception {
        Trainer trainer = ReplayTrainer.of(Tables.parse("seeds.csv", SEEDS));
        TrainingRequest plain = TrainerRuns.request(trainer, at(0.1), 1);
        TrainingRequest request = new TrainingRequest(
                plan(plain.plan(), trial, replicate), plain.schedule(), plain.totalSteps(), plain.recordEvery());
        List<CurvePoint> points = TrainerRuns.train(trainer, request);
        assertThat(points.get(1).validation().orElseThrow().accuracy()).hasValue(accuracy);
    }

    private static TrialPlan plan(TrialPlan plain, int trial, int replicate) {
        TrialPlan first =
                TrialPlan.search(new TrialId(trial), plain.configuration(), plain.seeds(), plain.stepsPerEpoch());
        return replicate == 0 ? first : TrialPlan.replicate(new TrialId(17), first, replicate, plain.seeds());
    }

    @Test
    void readsTheTestColumnsWhereTheyAreRecorded() throws Exception {
        Trainer trainer = ReplayTrainer.of(Tables.parse("seeds.csv", SEEDS));
        try (TrainingSession session = trainer.open(TrainerRuns.request(trainer, at(0.1), 1))) {
            assertThatExceptionOfType(TrainingException.class)
                    .isThrownBy(session::test)
                    .withMessageContaining("epoch 0");
            TrainerRuns.advance(session, 1);
            assertThat(session.test()).isEqualTo(Evaluation.of(1.1, 0.19));
        }
    }

    @Test
    void trainingLossThatIsNoNumberAloneIsNoFailure() throws Exception {
        CurveTable table = Tables.parse("t.csv", """
                learning_rate,seed,epoch,train_loss,validation_loss,validation_accuracy
                0.1,1,0,2,2,0.1
                0.1,1,1,NaN,1,0.3
                0.1,1,2,,,
                0.1,1,3,1,1,0.3
                """);
        List<CurvePoint> points =
                TrainerRuns.train(ReplayTrainer.of(table), TrainerRuns.request(ReplayTrainer.of(table), at(0.1), 3));
        assertThat(points).hasSize(4).allMatch(CurvePoint::isFinite);
        assertThat(points.get(1).train()).isEmpty();
        assertThat(points.get(2).validation()).isEmpty();
    }

    @Test
    void refusesWhatWasNotRecorded() {
        Trainer trainer = trainer();
        TrainingRequest tooLong = TrainerRuns.request(trainer, at(0.01), 3);
        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> trainer.open(tooLong))
                .withMessageContaining("2 epochs")
                .withMessageContaining("3 steps");
        Schedules.Cosine cosine = new Schedules.Cosine(new LearningRate(0.01), 0.1);
        TrainingRequest bent = TrainerRuns.request(trainer, at(0.01), cosine, 2);
        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> TrainerRuns.train(trainer, bent))
                .withMessageContaining("constant rates");
        SearchSpace wide = SearchSpace.builder()
                .learningRate(0.01, 1)
                .integer("batch", 16, 64, Scale.LOG)
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.check(wide))
                .withMessageContaining("'batch'");
        SearchSpace rateless =
                SearchSpace.builder().integer("batch", 16, 64, Scale.LOG).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.check(rateless))
                .withMessageContaining("learning rates");
    }

    @Test
    void anotherTableHasAnotherFingerprint() {
        String changed = Tables.SMALL.replace("0.9,0.8", "0.9,0.81");
        assertThat(ReplayTrainer.of(Tables.parse("small.csv", changed))
                        .descriptor()
                        .fingerprint())
                .isNotEqualTo(trainer().descriptor().fingerprint());
    }
}
