package org.gradus.examples.benchmark;

import java.util.concurrent.TimeUnit;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.training.EpochTrainer;
import org.gradus.core.training.Trainer;

/** A training that takes its time and no processor: it sleeps in each epoch, and its loss follows from its rate. */
final class SleepingModel implements EpochTrainer.Model {
    private final double rate;
    private final long micros;
    private int epochs;

    private SleepingModel(double rate, long micros) {
        this.rate = rate;
        this.micros = micros;
    }

    /** A trainer of such models; {@code micros} is the time of an epoch. */
    static Trainer trainer(long micros) {
        return EpochTrainer.of("sleeping", (configuration, seeds) -> new SleepingModel(rate(configuration), micros));
    }

    private static double rate(Configuration configuration) {
        return configuration.learningRate().value();
    }

    @Override
    public double trainEpoch(int epoch, double learningRate) throws InterruptedException {
        TimeUnit.MICROSECONDS.sleep(micros);
        epochs = epoch;
        return loss();
    }

    @Override
    public Evaluation validate() {
        return Evaluation.ofLoss(loss());
    }

    private double loss() {
        return 2 / (1 + epochs * rate);
    }
}
