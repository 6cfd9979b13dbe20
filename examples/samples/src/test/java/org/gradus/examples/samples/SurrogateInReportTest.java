package org.gradus.examples.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradus.core.engine.Search;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.testkit.ScriptedTrainer;
import org.gradus.reports.HtmlReport;
import org.gradus.strategies.Strategies;
import org.junit.jupiter.api.Test;

/** What a report shows of a strategy's model, with strategies and reports on one class path. */
class SurrogateInReportTest {
    private static StudyResult searched(Strategy strategy) {
        return Search.of(new ScriptedTrainer())
                .named("surrogate")
                .learningRate(1e-4, 1e-1)
                .strategy(strategy)
                .trials(14)
                .seed(3)
                .run();
    }

    @Test
    void theBandIsThatOfTheStrategysModel() {
        StudyResult result = searched(Strategies.bayesian());
        assertThat(result.surrogate()).isPresent();
        assertThat(HtmlReport.render(result))
                .contains("median and 95 % band of the strategy's model")
                .isEqualTo(HtmlReport.render(result));
    }

    @Test
    void withoutAModelItIsThatOfNeighbours() {
        StudyResult result = searched(Strategies.random());
        assertThat(result.surrogate()).isEmpty();
        assertThat(HtmlReport.render(result)).contains("median and middle half of 5 neighbours");
    }
}
