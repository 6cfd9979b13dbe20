package org.gradus.core.ranking;

import org.gradus.core.study.StudyView;

/**
 * Puts the candidates of a study in order, best first, and says how sure that is: a pure function of the view that does
 * not depend on the order of trials. It never looks at test figures.
 */
public interface Ranking {
    /** The name in reports. */
    String name();

    /** Ranks all SEARCH and BASELINE trials; replicates count for the trial they repeat. */
    RankingResult rank(StudyView study);
}
