package org.gradus.examples.launcher;

import org.gradus.core.engine.Search;
import org.gradus.core.study.StudyRecord;
import org.gradus.strategies.Strategies;
import org.gradus.trainers.replay.QuadraticTrainer;

/** A search whose user has chosen a strategy alone; its main prints what was chosen beside it. */
final class ChosenPlan {
    private ChosenPlan() {}

    static Search search() {
        return Search.of(QuadraticTrainer.of(1, 4))
                .learningRate(1e-4, 1)
                .strategy(Strategies.random())
                .trials(16)
                .epochs(5);
    }

    static String words(StudyRecord.Settings settings) {
        return settings.strategy() + " " + settings.policy() + " " + settings.ranking() + " (" + settings.planReason()
                + ")";
    }

    public static void main(String[] args) {
        System.out.print(words(search().run().study().settings()));
    }
}
