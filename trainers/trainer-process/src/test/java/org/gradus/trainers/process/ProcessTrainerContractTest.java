package org.gradus.trainers.process;

import java.util.List;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.testkit.TrainerContract;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainingException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class ProcessTrainerContractTest implements TrainerContract {
    /** Two, which take turns: equal trainers, whose processes are used again. */
    private static List<ProcessTrainer> trainers = List.of();

    private static int turn;

    @BeforeAll
    static void start() throws TrainingException {
        trainers = List.of(
                ProcessTrainer.start(DescentProgram.command()), ProcessTrainer.start(DescentProgram.command("steps")));
    }

    @AfterAll
    static void end() {
        trainers.forEach(ProcessTrainer::close);
    }

    @Override
    public Trainer trainer() {
        turn++;
        return trainers.get(turn % trainers.size());
    }

    @Override
    public Configuration goodConfiguration() {
        return Configuration.of(new LearningRate(0.1));
    }

    @Override
    public Configuration absurdConfiguration() {
        return Configuration.of(new LearningRate(1e50));
    }

    /** A rate goes through text, exactly; powers and cosines are computed on both sides. */
    @Override
    public double rateTolerance() {
        return 1e-15;
    }
}
