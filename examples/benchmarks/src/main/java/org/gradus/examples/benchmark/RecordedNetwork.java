package org.gradus.examples.benchmark;

import java.util.Arrays;
import java.util.List;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.rangetest.RangeTestPlan;
import org.gradus.core.rangetest.SweepRun;
import org.gradus.core.rangetest.SweepStrategy;
import org.gradus.examples.launcher.internal.images.ImageData;
import org.gradus.examples.launcher.internal.networks.Optimizer;
import org.gradus.examples.launcher.internal.networks.SmallCnnTrainer;
import org.gradus.examples.launcher.internal.networks.Variant;

/**
 * The network of a recorded table, to be swept as it was trained.
 *
 * @param variant what is added to its blocks
 * @param optimizer how it is trained
 */
record RecordedNetwork(Variant variant, Optimizer optimizer) {
    /** The images of a batch, those that a table is recorded with unless specified otherwise. */
    static final int BATCH = 32;

    /**
     * The network that a table is named after: {@code fashion-mini-batch-norm-adam}.
     *
     * @throws IllegalArgumentException if it names no optimizer
     */
    static RecordedNetwork named(String task) {
        Variant variant = Arrays.stream(Variant.values())
                .filter(v -> task.contains(v.word()))
                .findFirst()
                .orElse(Variant.PLAIN);
        try {
            return new RecordedNetwork(variant, Optimizer.named(task.substring(task.lastIndexOf('-') + 1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--tables: table '" + task + "' does not say what was trained: " + e.getMessage()
                            + "\nMaybe give it the name that record proposes, such as fashion-mini-batch-norm-adam.",
                    e);
        }
    }

    String name() {
        return variant + " " + optimizer;
    }

    /**
     * A range test of the initial network that the table's training with a seed began with.
     *
     * @return its sweeps and probes, in their order
     */
    List<SweepRun> test(ImageData data, long seed, RangeTestPlan plan) {
        StudyResult result = Search.of(SmallCnnTrainer.of(data, optimizer, variant, BATCH))
                .learningRate(plan.climb().minRate(), plan.climb().maxRate())
                .strategy(new SweepStrategy(plan))
                .policy(new FullBudget())
                .trials(1)
                .seed(seed)
                .run();
        return SweepRun.of(result.view());
    }
}
