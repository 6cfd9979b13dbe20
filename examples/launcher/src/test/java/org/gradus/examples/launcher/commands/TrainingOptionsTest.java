package org.gradus.examples.launcher.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.gradus.trainers.replay.QuadraticTrainer;
import org.junit.jupiter.api.Test;

/** A worker takes from the trainer of a study what its command line does not say. */
class TrainingOptionsTest {
    private static final Map<String, String> OWN_NETWORK =
            Map.of("network", "com.example.Net::configure", "data", "com.example.Net::data");

    private final TrainingOptions training = new TrainingOptions();

    @Test
    void networkOfAStaticMethodIsTrainedByDeeplearning4jAndIsNotTheOneOnImages() {
        training.fill(new StoredTrainer("dl4j", OWN_NETWORK, List.of()));
        assertThat(training.isDeeplearning4j()).isTrue();
        assertThat(training.isImages()).isFalse();
        assertThat(training.recorded()).isEqualTo(new StoredTrainer("dl4j", OWN_NETWORK, List.of()));
    }

    /** Else its native libraries would not fit the processor. */
    @Test
    void workerTrainsWhateverDeeplearning4jTrainsInAProcessOfItsOwn() {
        WorkerCommand worker = new WorkerCommand();
        worker.training.fill(new StoredTrainer("dl4j", OWN_NETWORK, List.of()));
        assertThat(worker.trains()).isTrue();
    }

    /** Deeplearning4j keeps all models in memory unless --held says otherwise, for a worker as for a search. */
    @Test
    void modelsOfDeeplearning4jAllWaitInMemory() {
        training.fill(new StoredTrainer("dl4j", OWN_NETWORK, List.of()));
        ChosenTrainer saving = ChosenTrainer.of(QuadraticTrainer.of(1));
        assertThat(saving.canSave()).isTrue();
        assertThat(new WorkOptions().held(training, saving)).isEmpty();
    }

    @Test
    void networkOnImagesIsTrainedAsRecorded() {
        StoredTrainer recorded = new TrainingOptions().recorded();
        training.fill(recorded);
        assertThat(training.isImages()).isTrue();
        assertThat(training.recorded()).isEqualTo(recorded);
    }

    @Test
    void optionsAloneAreThoseOfTheStudysTrainer() {
        training.named.put("noise", "0.5");
        training.fill(new StoredTrainer("quadratic", Map.of("noise", "0.1", "eigenvalues", "1,2"), List.of()));
        assertThat(training.recorded())
                .isEqualTo(new StoredTrainer("quadratic", Map.of("noise", "0.5", "eigenvalues", "1,2"), List.of()));
    }
}
