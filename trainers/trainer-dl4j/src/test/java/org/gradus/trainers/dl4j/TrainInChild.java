package org.gradus.trainers.dl4j;

import java.util.List;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.space.Configuration;
import org.gradus.core.testkit.TrainerRuns;
import org.gradus.core.training.TrainingRequest;
import org.gradus.trainers.dl4j.environment.ChildJvm;
import org.gradus.trainers.dl4j.environment.Dl4jEnvironment;

/** Trains the small network and prints the environment and the loss of every step. */
public final class TrainInChild {
    static final Configuration CONFIGURATION = Tiny.rate(0.05);

    private TrainInChild() {}

    /** Runs it in a JVM of its own. That lives for seconds, which the second compiler would take half of. */
    public static ChildJvm jvm() {
        return ChildJvm.of(TrainInChild.class).withOption("-XX:TieredStopAtLevel=1");
    }

    public static List<Double> losses() throws Exception {
        Dl4jTrainer trainer = Dl4jTrainer.of(Tiny::convolutional, Tiny.data()).withBatchSize(16);
        TrainingRequest request = TrainerRuns.recordedEvery(TrainerRuns.request(trainer, CONFIGURATION, 3), 1);
        return TrainerRuns.train(trainer, request).stream()
                .map(CurvePoint::batchLoss)
                .toList();
    }

    public static void main(String[] args) throws Exception {
        Dl4jEnvironment environment = Dl4jEnvironment.start();
        System.out.println("helper " + environment.convolutionHelper());
        System.out.println("threads " + environment.threads());
        System.out.println("natives " + environment.natives());
        losses().forEach(loss -> System.out.println("loss " + loss));
    }
}
