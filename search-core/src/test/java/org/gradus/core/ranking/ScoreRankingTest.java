package org.gradus.core.ranking;

import org.gradus.core.testkit.RankingContract;

class ScoreRankingTest implements RankingContract {
    @Override
    public Ranking newRanking() {
        return new ScoreRanking();
    }
}
