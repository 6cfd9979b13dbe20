package org.gradus.trainers.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.LearningRateSchedule;
import org.gradus.core.space.Schedules;
import org.junit.jupiter.api.Test;

/** The examples of docs/protocol-schedules.json, by which programs test their own schedules. */
class ScheduleExamplesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FILE = Path.of("..", "..", "docs", "protocol-schedules.json");
    private static final LearningRate PEAK = new LearningRate(0.1);

    /** Powers and cosines may differ in the last digits between libraries. */
    private static final Percentage ROUNDING = Percentage.withPercentage(1e-10);

    private static final List<LearningRateSchedule> SCHEDULES = List.of(
            new Schedules.Constant(PEAK),
            new Schedules.Step(PEAK, 0.1, 2),
            new Schedules.Exponential(PEAK, 0.01),
            new Schedules.Cosine(PEAK, 0.001),
            new Schedules.OneCycle(PEAK, 0.3, 25, 1e4),
            new Schedules.Ramp(new LearningRate(1e-5), new LearningRate(10)),
            new Schedules.WarmUp(0.05, new Schedules.Constant(PEAK)),
            new Schedules.WarmUp(0.3, new Schedules.Cosine(PEAK, 0.001)),
            (step, total) -> 0.1 / step);

    private static final long[] LENGTHS = {1, 2, 10, 97};

    private static ArrayNode examples() {
        ArrayNode examples = JSON.createArrayNode();
        for (LearningRateSchedule schedule : SCHEDULES) {
            for (long total : LENGTHS) {
                ObjectNode example = examples.addObject().put("totalSteps", total);
                example.set("schedule", ScheduleJson.of(schedule, total));
                ArrayNode steps = example.putArray("steps");
                ArrayNode rates = example.putArray("rates");
                for (long step = 1; step <= total; step += Math.max(1, total / 10)) {
                    steps.add(step);
                    rates.add(schedule.at(step, total));
                }
            }
        }
        return examples;
    }

    @Test
    void fileHoldsTheRatesOfTheSchedules() throws Exception {
        assertThat(JSON.readTree(Files.readString(FILE)))
                .as("%s; if a schedule was added, the file is to be this: %s", FILE, examples())
                .isEqualTo(JSON.readTree(examples().toString()));
    }

    /** By the formulas of docs/protocol.md, which {@link DescentProgram} has in a second form. */
    @Test
    void fileAgreesWithTheFormulasOfTheProtocol() throws Exception {
        for (JsonNode example : JSON.readTree(Files.readString(FILE))) {
            long total = example.get("totalSteps").longValue();
            for (int i = 0; i < example.get("steps").size(); i++) {
                long step = example.get("steps").get(i).longValue();
                assertThat(DescentProgram.rate(example.get("schedule"), step, total))
                        .as("step %s of %s", step, example)
                        .isCloseTo(example.get("rates").get(i).doubleValue(), ROUNDING);
            }
        }
    }

    /** 0.1 · (1 + cos(π/2)) / 2 half-way, with a final factor of 0.001: 0.1 · (0.5 + 0.0005). */
    @Test
    void cosineIsHalfWayInTheMiddle() {
        assertThat(new Schedules.Cosine(PEAK, 0.001).at(50, 99)).isCloseTo(0.05005, ROUNDING);
    }

    public static void main(String[] arguments) {
        StringBuilder text = new StringBuilder("[\n");
        ArrayNode examples = examples();
        for (int i = 0; i < examples.size(); i++) {
            text.append(examples.get(i)).append(i + 1 < examples.size() ? ",\n" : "\n]\n");
        }
        System.out.print(text);
    }
}
