package org.gradus.trainers.spark;

import java.util.Optional;
import java.util.function.Consumer;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.execution.WorkOrder;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.Schedules;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPlan;

/** Orders with parameters beside the rate, whose readings are reported. */
final class WatchedOrders {
    private static final LearningRate RATE = new LearningRate(0.1);

    private WatchedOrders() {}

    static WorkOrder reporting(Consumer<String> reads) {
        Configuration configuration = Configuration.of(RATE).toBuilder()
                .set("momentum", 0.9)
                .set("batch", 32)
                .set("updater", "sgd")
                .build();
        TrialPlan plan = TrialPlan.search(new TrialId(1), configuration, Seeds.of(0, 0), 10)
                .reportingReads(reads);
        return new WorkOrder(
                new TrainingRequest(plan, new Schedules.Constant(RATE), 30, 1),
                LearningCurve.empty(),
                30,
                Optional.empty(),
                Optional.empty());
    }
}
