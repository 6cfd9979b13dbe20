package org.gradus.trainers.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.loss.Loss;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.Schedules;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.testkit.TrainerRuns;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.trial.Capability;
import org.gradus.trainers.djl.data.InMemoryData;
import org.gradus.trainers.djl.optimizer.Optimizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Natives.class)
class DjlTrainerTest {
    private static final InMemoryData WITHOUT_TEST = InMemoryData.of("tiny", Tiny.examples(50, 1), Tiny.examples(9, 2));

    private static DjlTrainer trainer() {
        return DjlTrainer.of(Tiny::convolutional, Tiny.data());
    }

    @Test
    void descriptorSaysWithWhatIsTrained() {
        assertThat(trainer().withOptimizer(Optimizer.nesterov(0.9)).descriptor().details())
                .containsEntry("data", "tiny")
                .containsEntry("network", "org.gradus.trainers.djl.DjlTrainerTest")
                .containsEntry("optimizer", "nesterov, momentum 0.9")
                .containsEntry("loss", "SoftmaxCrossEntropyLoss")
                .containsEntry("djl.threadsPerTraining", "1")
                .containsEntry("djl.pytorch", "2.7.1")
                .containsEntry("djl.version", "0.36.0")
                .containsKey("data.fingerprint");
    }

    @Test
    void testSplitIsACapabilityOnlyWhereThereIsOne() {
        assertThat(trainer().descriptor().can(Capability.TEST)).isTrue();
        assertThat(DjlTrainer.of(Tiny::convolutional, WITHOUT_TEST).descriptor().can(Capability.TEST))
                .isFalse();
    }

    @Test
    void fingerprintChangesWithWhateverChangesCurves() {
        DjlTrainer trainer = trainer();
        assertThat(trainer.descriptor().fingerprint())
                .isEqualTo(trainer().descriptor().fingerprint())
                .isNotEqualTo(trainer.withBatchSize(16).descriptor().fingerprint())
                .isNotEqualTo(
                        trainer.withOptimizer(Optimizer.adam()).descriptor().fingerprint())
                .isNotEqualTo(trainer.withLoss(Loss.hingeLoss()).descriptor().fingerprint())
                .isNotEqualTo(
                        DjlTrainer.of(Tiny::stateful, Tiny.data()).descriptor().fingerprint())
                .isNotEqualTo(DjlTrainer.of(Tiny::convolutional, WITHOUT_TEST)
                        .descriptor()
                        .fingerprint());
    }

    @Test
    void batchOfNothingIsRefused() {
        DjlTrainer trainer = trainer();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.withBatchSize(0))
                .withMessageContaining("the batch size must be within [1, 100]");
    }

    @Test
    void networkThatDoesNotFitTheClassesIsRefusedBeforeTraining() {
        DjlTrainer trainer = DjlTrainer.of(configuration -> linear(7), Tiny.data());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.check(SearchSpace.learningRate(1e-3, 1)))
                .withMessageContaining("the network must give one output of the shape (2, 3), but gives 1, the first of"
                        + " the shape (2, 7)")
                .withMessageContaining("\nMaybe the last layer has not as many units as there are classes.");
    }

    @Test
    void functionThatFailsIsRefusedBeforeTraining() {
        DjlTrainer trainer = DjlTrainer.of(
                configuration -> {
                    throw new IllegalStateException("no such layer");
                },
                Tiny.data());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.check(SearchSpace.learningRate(1e-3, 1)))
                .withMessageEndingWith(") cannot be trained: no such layer");
    }

    @Test
    void functionWithoutAResultIsRefused() {
        DjlTrainer networks = DjlTrainer.of(configuration -> null, Tiny.data());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> networks.check(SearchSpace.learningRate(1e-3, 1)))
                .withMessageContaining("the network function must not give null");
        DjlTrainer optimizers = trainer().withOptimizer(configuration -> null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> optimizers.check(SearchSpace.learningRate(1e-3, 1)))
                .withMessageContaining("the optimizer function must not give null");
    }

    @Test
    void oneBlockForTwoTrainingsIsRefused() throws Exception {
        Block shared = linear(3);
        DjlTrainer trainer = DjlTrainer.of(configuration -> shared, Tiny.data());
        TrainingRequest request = TrainerRuns.request(trainer, Tiny.rate(0.1), 1);
        assertThatThrownBy(() -> trainer.open(request))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("has its parameters already");
    }

    @Test
    void spaceThatSuitsIsAccepted() {
        DjlTrainer.of(Tiny::stateful, Tiny.data()).check(SearchSpace.learningRate(1e-5, 1));
        DjlTrainer.of(configuration -> new SequentialBlock().add(linear(3)), Tiny.data())
                .check(SearchSpace.learningRate(1e-5, 1));
    }

    @Test
    void ownRateOfTheOptimizerCountsWhereNoneIsSearched() throws Exception {
        DjlTrainer trainer = trainer().withOptimizer(Optimizer.sgd().withRate(0.02));
        Configuration none = Configuration.builder().set("batch", 16L).build();
        Configuration searched = Configuration.builder()
                .set("learningRate", 0.02)
                .set("batch", 16L)
                .build();
        TrainingRequest factor = TrainerRuns.request(trainer, none, new Schedules.Constant(new LearningRate(1)), 2);
        assertThat(TrainerRuns.train(trainer, factor))
                .isEqualTo(TrainerRuns.train(trainer, TrainerRuns.request(trainer, searched, 2)));
    }

    @Test
    void batchSizeOfTheConfigurationCounts() {
        assertThat(trainer()
                        .stepsPerEpoch(Configuration.builder().set("batch", 10L).build()))
                .isEqualTo(10);
    }

    private static Block linear(int units) {
        return new SequentialBlock()
                .add(Blocks.batchFlattenBlock())
                .add(Linear.builder().setUnits(units).build());
    }
}
