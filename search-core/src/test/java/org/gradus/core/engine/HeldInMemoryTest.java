package org.gradus.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gradus.core.execution.FileCheckpointStore;
import org.gradus.core.store.InMemoryStudyStore;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.testkit.ScriptedTrainer;
import org.gradus.core.testkit.ToyPolicies;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeldInMemoryTest {
    @TempDir
    Path directory;

    private static Search search(ScriptedTrainer trainer) {
        return Search.of(trainer)
                .learningRate(1e-4, 1)
                .strategy(ToyStrategies.rates(0.01, 0.3, 0.02, 0.2, 0.1, 0.05))
                .policy(ToyPolicies.bestHalf())
                .trials(6)
                .epochs(3)
                .round(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void studyIsTheSameWhereverModelsAreHeld(int parallelism) {
        StudyResult inMemory = search(new ScriptedTrainer()).run();
        ScriptedTrainer trainer = new ScriptedTrainer();
        StudyResult onDisk = search(trainer)
                .parallelism(parallelism)
                .models(FileCheckpointStore.in(directory))
                .heldInMemory(1)
                .run();
        assertThat(onDisk.view().trials())
                .extracting(Trial::curve)
                .isEqualTo(inMemory.view().trials().stream().map(Trial::curve).toList());
        assertThat(onDisk.best().learningRate()).isEqualTo(inMemory.best().learningRate());
        assertThat(trainer.opened()).hasSize(6);
        assertThat(trainer.resumed()).isNotEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    /** A study that is kept has its models saved at the end of each segment, whatever memory holds. */
    @Test
    void keptStudySavesItsModelsHereToo() {
        List<String> saved = new ArrayList<>();
        StudyResult result = search(new ScriptedTrainer())
                .store(new InMemoryStudyStore())
                .models(FileCheckpointStore.in(directory))
                .heldInMemory(1)
                .listener(new SearchListener() {
                    @Override
                    public void onEvent(TrialEvent event, StudyView view) {
                        if (event instanceof TrialEvent.CurveExtended extended) {
                            extended.checkpoint().ifPresent(checkpoint -> saved.add(checkpoint.sha256()));
                        }
                    }
                })
                .run();
        assertThat(saved).hasSizeGreaterThanOrEqualTo(result.view().searched().size());
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void limitWithoutAPlaceForTheOthersIsRefused() {
        ScriptedTrainer trainer = new ScriptedTrainer();
        assertThatIllegalStateException()
                .isThrownBy(search(trainer).heldInMemory(4)::start)
                .withMessage("heldInMemory(4) leaves models without a place\nMaybe models(store) was not called.");
        assertThat(trainer.opened()).isEmpty();
    }

    @Test
    void placeThatWouldStayEmptyIsRefused() {
        ScriptedTrainer trainer = new ScriptedTrainer();
        assertThatIllegalStateException()
                .isThrownBy(search(trainer).models(FileCheckpointStore.in(directory))::start)
                .withMessage(
                        "models(store) saves nothing, because the study itself is not kept and all models stay in memory"
                                + "\nMaybe store(...) or heldInMemory(n) was not called.");
        assertThat(trainer.opened()).isEmpty();
    }

    @Test
    void trainerWithoutCheckpointsIsRefusedBeforeAnythingIsTrained() {
        ScriptedTrainer trainer = new ScriptedTrainer(
                (request, step, loss, cancel) -> loss, Set.of(Capability.TEST, Capability.HOLD, Capability.SWEEP));
        Search search =
                search(trainer).models(FileCheckpointStore.in(directory)).heldInMemory(4);
        assertThatIllegalStateException()
                .isThrownBy(search::start)
                .withMessageContaining("holding at most 4 sessions in memory needs trials that can be checkpointed");
        assertThat(trainer.opened()).isEmpty();
    }
}
