package org.gradus.reports.internal.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.space.Configuration;
import org.gradus.reports.internal.words.ReportModel;
import org.gradus.reports.testing.Demos;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChartJsonTest {
    static Iterable<String> demos() {
        return Demos.all().keySet();
    }

    private static String json(String demo) {
        StudyResult study = Demos.all().get(demo);
        return ChartJson.of(ReportModel.of(study));
    }

    private static JsonNode read(String demo) throws Exception {
        return new ObjectMapper().readTree(json(demo));
    }

    @ParameterizedTest
    @MethodSource("demos")
    void isJsonThatMayStandInAScriptElement(String demo) throws Exception {
        assertThat(json(demo)).doesNotContain("<");
        // The reader refuses numbers that are not finite.
        assertThat(read(demo).path("trials").isArray()).isTrue();
    }

    @Test
    void hasEveryTrialWithItsCurve() throws Exception {
        JsonNode data = read("usual");
        StudyResult study = Demos.all().get("usual");
        assertThat(data.path("trials").size() + data.path("sweeps").size())
                .isEqualTo(study.view().trials().size());
        JsonNode first = data.path("trials").path(0);
        assertThat(first.path("mark").asText()).isEqualTo("default");
        assertThat(first.path("x").asDouble()).isEqualTo(-1.60206); // log10 of 2.5e-2, six digits
        assertThat(first.path("curve").path("epochs")).hasSize(6);
        assertThat(first.path("curve").path("validation").path("accuracy")).hasSize(6);
        assertThat(first.path("mean")).hasSize(3);
    }

    @Test
    void batchLossesAreThinnedAndStayWithinTheTraining() throws Exception {
        for (JsonNode trial : read("many").path("trials")) {
            JsonNode epochs = trial.path("curve").path("batchEpochs");
            assertThat(epochs.size()).isLessThanOrEqualTo(60);
            for (JsonNode epoch : epochs) {
                assertThat(epoch.asDouble()).isBetween(0.0, 5.0);
            }
        }
    }

    @Test
    void placesOfParametersAreLogarithmsIndicesOrNull() throws Exception {
        JsonNode data = read("five");
        JsonNode parameters = data.path("parameters");
        assertThat(parameters.findValuesAsText("scale")).contains("log", "choice", "linear");
        StudyResult study = Demos.all().get("five");
        JsonNode trial = data.path("trials").path(1);
        Configuration configuration = study.view().trials().get(1).configuration();
        for (int i = 0; i < parameters.size(); i++) {
            Object value =
                    configuration.values().get(parameters.path(i).path("name").asText());
            JsonNode place = trial.path("values").path(i);
            if (value == null) {
                assertThat(place.isNull()).isTrue();
            } else if (value instanceof String choice) {
                assertThat(parameters
                                .path(i)
                                .path("choices")
                                .path(place.asInt())
                                .asText())
                        .isEqualTo(choice);
            } else {
                boolean log = parameters.path(i).path("scale").asText().equals("log");
                double number = ((Number) value).doubleValue();
                assertThat(place.asDouble()).isCloseTo(log ? Math.log10(number) : number, within(1e-4));
            }
        }
    }

    @Test
    void historyRisesAndEndsWithWhatWasSpent() throws Exception {
        JsonNode spending = read("five").path("spending");
        double[] figures = doubles(spending.path("best"), "figure");
        assertThat(figures).isSorted().hasSizeGreaterThan(1);
        assertThat(doubles(spending.path("best"), "epochs")).isSorted();
        assertThat(doubles(spending.path("best"), "seconds")).isSorted();
        assertThat(spending.path("lanes")).hasSize(2);
        for (JsonNode lane : spending.path("lanes")) {
            assertThat(lane.path("from").path(0).asDouble()).isZero();
            assertThat(lane.path("trials")).hasSameSizeAs(lane.path("until"));
        }
    }

    private static double[] doubles(JsonNode list, String field) {
        return list.findValues(field).stream().mapToDouble(JsonNode::asDouble).toArray();
    }

    @Test
    void edgeIsBetweenTheHighestSoundAndTheLowestBrokenRate() throws Exception {
        JsonNode edge = read("usual").path("edge");
        assertThat(edge.path(0).asDouble()).isCloseTo(Math.log10(2.5e-2), within(1e-4));
        assertThat(edge.path(1).asDouble()).isCloseTo(Math.log10(8e-2), within(1e-4));
        assertThat(read("loss").path("edge").size()).isIn(0, 2);
    }

    @Test
    void medianOfTheSweepsEndsWhereTheyLeaveTheChart() throws Exception {
        JsonNode test = read("usual").path("rangeTest");
        JsonNode median = test.path("median").path("loss");
        assertThat(median.path(median.size() - 1).isNull()).isTrue();
        assertThat(median.path(median.size() / 2).isNull()).isFalse();
    }

    @Test
    void divergedLossIsNull() throws Exception {
        JsonNode diverged = read("diverged").path("trials").path(0);
        JsonNode losses = diverged.path("curve").path("batchLoss");
        assertThat(losses.get(losses.size() - 1).isNull()).isTrue();
        assertThat(diverged.path("outcome").asText()).isEqualTo("diverged");
    }

    @Test
    void sweepKeepsItsRatesAndItsMedianIsSmooth() throws Exception {
        JsonNode sweep = read("usual").path("sweeps").path(0);
        assertThat(sweep.path("rates").path(0).asDouble()).isEqualTo(-5);
        assertThat(sweep.path("rates").path(69).asDouble()).isEqualTo(0);
        JsonNode test = read("usual").path("rangeTest");
        assertThat(roughness(test.path("median").path("loss"))).isLessThan(roughness(sweep.path("loss")) / 4);
    }

    @Test
    void rangeTestHasItsIntervalItsMarksAndARoofUnderTheExplosion() throws Exception {
        JsonNode test = read("usual").path("rangeTest");
        assertThat(test.path("figure").asText()).isEqualTo("training loss");
        assertThat(test.path("interval").path(0).asDouble())
                .isLessThan(test.path("interval").path(1).asDouble());
        assertThat(test.path("marks").findValuesAsText("name"))
                .containsSubsequence("lrLearn", "lrSteep", "lrMin", "lrUnstable", "valley", "minimum");
        // The demo's loss begins at 2.3, falls by at most 1.6 and ends at 64.7; noise is 6 %.
        assertThat(test.path("top").asDouble()).isBetween(2.3, 4.5);
    }

    @Test
    void studyWithoutSweepsHasNoRangeTest() {
        assertThat(json("loss")).contains("\"sweeps\":[]").doesNotContain("rangeTest");
    }

    /** The sum of squared second differences over the flat part. */
    private static double roughness(JsonNode values) {
        double sum = 0;
        for (int i = 1; i < 20; i++) {
            double second = values.get(i - 1).asDouble()
                    - 2 * values.get(i).asDouble()
                    + values.get(i + 1).asDouble();
            sum += second * second;
        }
        return sum;
    }

    @Test
    void sameStudyGivesTheSameText() {
        for (Map.Entry<String, StudyResult> demo : Demos.all().entrySet()) {
            assertThat(json(demo.getKey())).isEqualTo(json(demo.getKey()));
        }
    }
}
