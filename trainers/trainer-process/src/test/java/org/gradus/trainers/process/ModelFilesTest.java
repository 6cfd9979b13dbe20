package org.gradus.trainers.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gradus.core.engine.RunningSearch;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.SearchListener;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.execution.FileCheckpointStore;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.testkit.ToyPolicies;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.trial.Trial;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of programs are files from the program to the store and back. */
class ModelFilesTest {
    private static ProcessTrainer trainer;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        trainer = ProcessTrainer.start(DescentProgram.command());
    }

    @AfterAll
    static void end() {
        trainer.close();
    }

    private static Search search() {
        return Search.of(trainer)
                .learningRate(1e-4, 1)
                .strategy(ToyStrategies.rates(0.01, 0.3, 0.02, 0.2, 0.1, 0.05))
                .policy(ToyPolicies.bestHalf())
                .trials(6)
                .epochs(3)
                .round(2);
    }

    private static List<?> curves(StudyResult result) {
        return result.view().trials().stream().map(Trial::curve).toList();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void studyIsTheSameWhereverModelsAreHeld() throws Exception {
        StudyResult inMemory = search().run();
        StudyResult onDisk =
                search().models(FileCheckpointStore.in(folder)).heldInMemory(0).run();
        assertThat(curves(onDisk)).isEqualTo(curves(inMemory));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void modelsOfAStudyInAFileAreBesideItAndGoneAtTheEnd() throws Exception {
        Path store = folder.resolve("my.study");
        List<String> seen = new ArrayList<>();
        StudyResult stored = search().store(store)
                .heldInMemory(0)
                .listener(new SearchListener() {
                    @Override
                    public void onEvent(TrialEvent event, StudyView view) {
                        if (event instanceof TrialEvent.CurveExtended extended) {
                            extended.checkpoint().ifPresent(reference -> seen.add(reference.sha256()));
                        }
                    }
                })
                .run();
        assertThat(seen).hasSizeGreaterThanOrEqualTo(6);
        assertThat(curves(stored)).isEqualTo(curves(search().run()));
        assertThat(files()).as("no file of a model, and no folder, is left").containsExactly("", "my.study");
    }

    /** A search that is cancelled leaves its models beside the study, and goes on from them. */
    @Test
    void interruptedStudyGoesOnFromItsFiles() throws Exception {
        Path store = folder.resolve("my.study");
        RunningSearch[] running = {null};
        List<Integer> ends = new ArrayList<>();
        Search first = search().store(store).listener(new SearchListener() {
            @Override
            public void onEvent(TrialEvent event, StudyView view) {
                if (event instanceof TrialEvent.CurveExtended extended) {
                    ends.add(extended.trial().number());
                }
                if (ends.size() == 3 && running[0] != null) {
                    running[0].cancel();
                }
            }
        });
        synchronized (running) {
            running[0] = first.start();
        }
        running[0].await();
        StudyResult whole = search().store(store).run();
        assertThat(curves(whole)).isEqualTo(curves(search().run()));
        assertThat(files()).containsExactly("", "my.study");
    }
}
