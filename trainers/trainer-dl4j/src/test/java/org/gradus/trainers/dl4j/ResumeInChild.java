package org.gradus.trainers.dl4j;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.execution.FileCheckpointStore;
import org.gradus.core.testkit.TrainerRuns;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.CheckpointRef;
import org.gradus.trainers.dl4j.data.InMemoryData;

/** Trainings with every updater and either kind of network, and a program that resumes them from files. */
final class ResumeInChild {
    private ResumeInChild() {}

    /** A network with batch normalization and dropout. */
    record Case(String kind, String updater) {
        static List<Case> all() {
            return Stream.of("layers", "graph")
                    .flatMap(kind ->
                            Stream.of("sgd", "nesterovs", "adam", "rmsprop").map(updater -> new Case(kind, updater)))
                    .toList();
        }

        Dl4jTrainer trainer() {
            InMemoryData data = Tiny.data();
            Dl4jTrainer trainer = kind.equals("layers")
                    ? Dl4jTrainer.of(c -> Tiny.stateful(Tiny.updater(updater, 1)), data)
                    : Dl4jTrainer.ofGraph(
                            c -> Tiny.graph(
                                    c.toBuilder().set("updater", updater).build()),
                            data);
            return trainer.withBatchSize(16);
        }

        TrainingRequest request(Dl4jTrainer trainer) {
            return TrainerRuns.recordedEvery(TrainerRuns.request(trainer, Tiny.rate(0.01), 3), 1);
        }
    }

    /** A point with every bit of its numbers. */
    static String text(Case of, CurvePoint point) {
        return of + " " + point.step() + " " + Double.toHexString(point.learningRate()) + " "
                + Double.toHexString(point.batchLoss()) + " "
                + point.train().map(ResumeInChild::text).orElse("-") + " "
                + point.validation().map(ResumeInChild::text).orElse("-");
    }

    private static String text(Evaluation evaluation) {
        return Double.toHexString(evaluation.loss()) + "/"
                + Double.toHexString(evaluation.accuracy().orElseThrow());
    }

    /** The directory, and for each case the digest and the length of its checkpoint. */
    public static void main(String[] args) throws Exception {
        FileCheckpointStore store = FileCheckpointStore.in(Path.of(args[0]));
        int next = 1;
        for (Case one : Case.all()) {
            CheckpointRef reference = new CheckpointRef(args[next++], Long.parseLong(args[next++]));
            Dl4jTrainer trainer = one.trainer();
            TrainingRequest request = one.request(trainer);
            try (TrainingSession session = trainer.resume(request, store.get(reference))) {
                TrainerRuns.finish(session, request).forEach(point -> System.out.println(text(one, point)));
            }
        }
    }
}
