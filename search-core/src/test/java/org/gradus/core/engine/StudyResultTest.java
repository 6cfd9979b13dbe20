package org.gradus.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.gradus.core.ranking.Estimate;
import org.gradus.core.ranking.Ranking;
import org.gradus.core.ranking.RankingResult;
import org.gradus.core.ranking.ScoreRanking;
import org.gradus.core.store.InMemoryStudyStore;
import org.gradus.core.store.StudyStore;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyView;
import org.gradus.core.testkit.ScriptedTrainer;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.testkit.ToyStrategies;
import org.junit.jupiter.api.Test;

/** A stored study is ranked as its record says. */
class StudyResultTest {
    private static final StudyId STUDY = new StudyId("ranked");

    /** A ranking of a user's own. */
    private record Own(String name) implements Ranking {
        @Override
        public RankingResult rank(StudyView study) {
            return new RankingResult(name, new ScoreRanking().rank(study).entries(), List.of());
        }
    }

    private static StudyStore rankedBy(Ranking ranking) {
        StudyStore store = new InMemoryStudyStore();
        Search.of(new ScriptedTrainer())
                .named(STUDY.value())
                .learningRate(1e-4, 1)
                .strategy(ToyStrategies.rates(0.01, 0.1))
                .trials(2)
                .ranking(ranking)
                .store(store)
                .run();
        return store;
    }

    @Test
    void rankingsOfThisLibraryAreKnownByName() {
        assertThat(StudyResult.of(rankedBy(new ScoreRanking()), STUDY).ranking().ranking())
                .isEqualTo("score");
    }

    @Test
    void printsTheWinnerInTheDirectionOfTheObjective() {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 5)
                .completed(1e-2, 0.96)
                .completed(1e-3, 0.5)
                .diverged(0.9);
        StudyResult result = new StudyResult(study.study(), study.view(), new ScoreRanking().rank(study.view()), false);

        assertThat(result)
                .hasToString("study 'test', best: trial 1 (learningRate=1e-2), validation accuracy 0.96;"
                        + " 3 trials, 10.1 epochs");
        assertThat(result.best().toString()).startsWith("number 1: trial 1 (learningRate=1e-2), 0.96; ");
        assertThat(result.best().trial().toString())
                .startsWith("trial 1 (learningRate=1e-2), completed after 5 epochs, validation loss ")
                .endsWith(", accuracy 0.96");
        assertThat(result.best().trial().finalScore().orElseThrow())
                .hasToString("score -0.96 (lower is better) after epoch 5");
        assertThat(new Estimate(0.861, 0.852, 0.87, 3))
                .hasToString("0.861 (95 % interval 0.852 to 0.87), mean of 3 trainings");
    }

    @Test
    void printsThatThereIsNoWinner() {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 5).diverged(0.9);

        assertThat(new StudyResult(study.study(), study.view(), new ScoreRanking().rank(study.view()), true))
                .hasToString("study 'test', interrupted, best so far: none; 1 trial, 0.1 epochs");
    }

    @Test
    void rankingOfAUsersOwnIsGiven() {
        StudyStore store = rankedBy(new Own("mine"));
        assertThatIllegalStateException()
                .isThrownBy(() -> StudyResult.of(store, STUDY))
                .withMessage("study 'ranked' is ranked by 'mine', which is no ranking of this library"
                        + "\nMaybe give that ranking to StudyResult.of(store, id, ranking).");
        assertThat(StudyResult.of(store, STUDY, new Own("mine")).ranking().ranking())
                .isEqualTo("mine");
        assertThatIllegalStateException()
                .isThrownBy(() -> StudyResult.of(store, STUDY, new Own("other")))
                .withMessageContaining("is ranked by 'mine', not by 'other'");
    }
}
