package org.gradus.trainers.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.gradus.core.trial.Capability;
import org.gradus.trainers.dl4j.data.InMemoryData;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.learning.config.Adam;

class Dl4jTrainerTest {
    @Test
    void descriptorSaysWithWhatIsTrained() {
        Dl4jTrainer trainer = Dl4jTrainer.of(Tiny::convolutional, Tiny.data());
        assertThat(trainer.descriptor().details())
                .containsEntry("data", "tiny")
                .containsEntry("network", "org.gradus.trainers.dl4j.Dl4jTrainerTest")
                .containsEntry("dl4j.threadsPerTraining", "1")
                .containsKeys("dl4j.version", "dl4j.natives", "dl4j.convolution", "data.fingerprint");
        assertThat(trainer.descriptor().capabilities()).contains(Capability.TEST, Capability.CHECKPOINT);
    }

    @Test
    void testSplitIsACapabilityOnlyWhereThereIsOne() {
        InMemoryData data = InMemoryData.of("tiny", Tiny.examples(50, 1), Tiny.examples(9, 2));
        assertThat(Dl4jTrainer.of(Tiny::convolutional, data).descriptor().can(Capability.TEST))
                .isFalse();
    }

    @Test
    void fingerprintChangesWithNetworkDataAndBatch() {
        Dl4jTrainer trainer = Dl4jTrainer.of(Tiny::convolutional, Tiny.data());
        assertThat(trainer.descriptor().fingerprint())
                .isNotEqualTo(trainer.withBatchSize(16).descriptor().fingerprint())
                .isNotEqualTo(Dl4jTrainer.of(c -> Tiny.convolutional(new Adam(1)), Tiny.data())
                        .descriptor()
                        .fingerprint())
                .isNotEqualTo(Dl4jTrainer.of(
                                Tiny::convolutional, InMemoryData.of("tiny", Tiny.examples(50, 1), Tiny.examples(9, 2)))
                        .descriptor()
                        .fingerprint());
    }

    @Test
    void batchOfNothingIsRefused() {
        Dl4jTrainer trainer = Dl4jTrainer.of(Tiny::convolutional, Tiny.data());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.withBatchSize(0))
                .withMessageContaining("the batch size must be within [1, 100]");
    }
}
