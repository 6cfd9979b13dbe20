package org.gradus.core.ranking;

import java.util.Optional;
import java.util.stream.Stream;
import org.gradus.core.study.StudyView;

/**
 * Puts the candidates of a study in order, best first, and says how sure that is: a pure function of the view that does
 * not depend on the order of trials. It never looks at test figures.
 */
public interface Ranking {
    /**
     * The name in records and reports. A study goes on only under a ranking of the same name, so rankings that may differ in
     * their order need different names.
     */
    String name();

    /** Ranks all SEARCH and BASELINE trials; replicates count for the trial they repeat. */
    RankingResult rank(StudyView study);

    /** The ranking of this library that has a name. */
    static Optional<Ranking> named(String name) {
        return Stream.<Ranking>of(new GeneralizationRanking(), new ScoreRanking())
                .filter(ranking -> ranking.name().equals(name))
                .findFirst();
    }
}
