package org.gradus.trainers.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.execution.FileCheckpointStore;
import org.gradus.core.testkit.TrainerRuns;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.CheckpointRef;
import org.gradus.trainers.dl4j.ResumeInChild.Case;
import org.gradus.trainers.dl4j.environment.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However a training is cut, and wherever it goes on, its curve is the uninterrupted one to the last bit. */
class ResumeTest {
    /** In the middle of the second of three epochs of six steps. */
    private static final long CUT = 8;

    static Stream<Case> cases() {
        return Case.all().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void heldWhileAnotherTrainsInTheSameThread(Case one) throws Exception {
        Dl4jTrainer trainer = one.trainer();
        TrainingRequest request = one.request(trainer);
        List<CurvePoint> whole = TrainerRuns.train(trainer, request);
        List<CurvePoint> points = new ArrayList<>();
        TrainingRequest other = TrainerRuns.request(trainer, Tiny.rate(0.1), 2);
        try (TrainingSession session = trainer.open(request)) {
            for (long cut : new long[] {1, CUT, request.totalSteps()}) {
                points.addAll(TrainerRuns.advance(session, cut));
                TrainerRuns.train(trainer, other);
            }
        }
        assertThat(points).isEqualTo(whole);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void heldAndContinuedInAnotherThread(Case one) throws Exception {
        Dl4jTrainer trainer = one.trainer();
        TrainingRequest request = one.request(trainer);
        try (TrainingSession session = trainer.open(request)) {
            List<CurvePoint> points = new ArrayList<>(TrainerRuns.advance(session, CUT));
            FutureTask<List<CurvePoint>> rest = new FutureTask<>(() -> TrainerRuns.finish(session, request));
            new Thread(rest).start();
            points.addAll(rest.get());
            assertThat(points).isEqualTo(TrainerRuns.train(trainer, request));
        }
    }

    @Test
    void resumedFromAFileInAnotherJvm(@TempDir Path directory) throws Exception {
        FileCheckpointStore store = FileCheckpointStore.in(directory);
        List<String> arguments = new ArrayList<>(List.of(directory.toString()));
        List<String> expected = new ArrayList<>();
        for (Case one : Case.all()) {
            Dl4jTrainer trainer = one.trainer();
            TrainingRequest request = one.request(trainer);
            TrainerRuns.train(trainer, request).stream()
                    .filter(point -> point.step() > CUT)
                    .forEach(point -> expected.add(ResumeInChild.text(one, point)));
            try (TrainingSession session = trainer.open(request)) {
                TrainerRuns.advance(session, CUT);
                CheckpointRef reference = store.put(session.checkpoint());
                arguments.add(reference.sha256());
                arguments.add(Long.toString(reference.bytes()));
            }
        }
        assertThat(expected).hasSize(8 * 10);
        ProcessBuilder child = ChildJvm.of(ResumeInChild.class, arguments.toArray(String[]::new))
                .withOption("-XX:TieredStopAtLevel=1")
                .process();
        Process process = child.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        List<String> lines = process.inputReader()
                .lines()
                .filter(line -> line.startsWith("Case["))
                .toList();
        assertThat(process.waitFor()).isZero();
        assertThat(lines).isEqualTo(expected);
    }
}
