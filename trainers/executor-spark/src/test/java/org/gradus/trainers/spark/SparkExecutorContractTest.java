package org.gradus.trainers.spark;

import org.gradus.core.execution.ModelStorage;
import org.gradus.core.execution.TrialExecutor;
import org.gradus.core.testkit.TrialExecutorContract;
import org.gradus.core.training.Trainer;

/** What holds for every executor, on Spark in this JVM. */
class SparkExecutorContractTest implements TrialExecutorContract {
    @Override
    public TrialExecutor newExecutor(Trainer trainer, int capacity) {
        return LocalSpark.executor(trainer, capacity, ModelStorage.inMemory());
    }
}
