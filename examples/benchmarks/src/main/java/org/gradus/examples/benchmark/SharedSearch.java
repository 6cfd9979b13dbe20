package org.gradus.examples.benchmark;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gradus.budgets.BudgetPolicies;
import org.gradus.core.engine.Search;
import org.gradus.core.store.StudyStore;
import org.gradus.strategies.Strategies;

/**
 * A search by random rates whose trainings only sleep, so that what is measured is the search alone.
 *
 * @param trials how many in all, at least 1
 * @param millis how long a training takes, at least 0
 * @param parallel the trainings at once in each worker, at least 1
 */
record SharedSearch(int trials, int millis, int parallel) {
    /** The validated epochs of a trial, and so the points of its curve beside the first. */
    private static final int EPOCHS = 5;

    /** From the arguments of a process. */
    static SharedSearch of(List<String> arguments) {
        return new SharedSearch(
                Integer.parseInt(arguments.get(0)),
                Integer.parseInt(arguments.get(1)),
                Integer.parseInt(arguments.get(2)));
    }

    List<String> arguments() {
        return List.of(Integer.toString(trials), Integer.toString(millis), Integer.toString(parallel));
    }

    /** Works on a study of that name until it ends. */
    void run(String study, StudyStore store) {
        Search.of(SleepingModel.trainer(TimeUnit.MILLISECONDS.toMicros(millis) / EPOCHS))
                .named(study)
                .learningRate(1e-5, 1)
                .strategy(Strategies.random())
                .policy(BudgetPolicies.full())
                .trials(trials)
                .epochs(EPOCHS)
                .replicates(0)
                .parallelism(parallel)
                .seed(1)
                .store(store)
                .run();
    }
}
