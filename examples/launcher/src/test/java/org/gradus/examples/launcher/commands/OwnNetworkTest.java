package org.gradus.examples.launcher.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.space.Configuration;
import org.gradus.trainers.dl4j.Dl4jTrainer;
import org.gradus.trainers.dl4j.data.BatchSource;
import org.gradus.trainers.dl4j.data.Examples;
import org.gradus.trainers.dl4j.data.InMemoryData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Commands that train a network of a user's class, named on the command line. */
class OwnNetworkTest {
    @TempDir
    private Path folder;

    /** A line through the points (x, 2x + 1). */
    public static final class Line {
        private Line() {}

        /** One unit, and the squared error. */
        public static MultiLayerConfiguration network(Configuration configuration) {
            return new NeuralNetConfiguration.Builder()
                    .updater(new Sgd())
                    .list()
                    .layer(new OutputLayer.Builder(LossFunction.MSE)
                            .nIn(1)
                            .nOut(1)
                            .activation(Activation.IDENTITY)
                            .build())
                    .build();
        }

        /** 16 points to train with, and 4 between them. */
        public static BatchSource data() {
            return InMemoryData.of("line", points(16, 0), points(4, 0.5f));
        }

        private static Examples points(int size, float shift) {
            float[] x = new float[size];
            float[] y = new float[size];
            for (int i = 0; i < size; i++) {
                x[i] = (i + shift) / size;
                y[i] = 2 * x[i] + 1;
            }
            return Examples.of(
                    Nd4j.createFromArray(x).reshape(size, 1),
                    Nd4j.createFromArray(y).reshape(size, 1));
        }
    }

    private Launched launch(String command, String... more) {
        List<String> args = new ArrayList<>(List.of(
                command,
                "--trainer",
                "dl4j",
                "--trainer-option",
                "network=" + OwnNetworkTest.class.getName() + ".Line::network",
                "--trainer-option",
                "data=" + OwnNetworkTest.class.getName() + ".Line::data",
                "--trainer-option",
                "batch=4",
                "--min-rate",
                "1e-3",
                "--max-rate",
                "1"));
        args.addAll(List.of(more));
        return Launched.of(args.toArray(String[]::new));
    }

    private String in(String name) {
        return folder.resolve(name).toString();
    }

    private JsonNode json(String name) throws IOException {
        return new ObjectMapper().readTree(folder.resolve(name).toFile());
    }

    @Test
    void searchGivesTheTrialsOfTheSameSearchInJava() throws IOException {
        Launched launched = launch(
                "search",
                "--strategy",
                "random",
                "--policy",
                "full",
                "--trials",
                "5",
                "--epochs",
                "2",
                "--replicates",
                "1",
                "--seed",
                "3",
                "--report",
                in("r.html"),
                "--json",
                in("r.json"));
        assertThat(launched.code()).as(launched.err()).isZero();
        assertThat(launched.out()).contains("Best: learning rate ").doesNotContain("Without a search");
        StudyResult expected = Search.of(
                        Dl4jTrainer.of(Line::network, Line.data()).withBatchSize(4))
                .learningRate(1e-3, 1)
                .strategy(org.gradus.strategies.Strategies.random())
                .policy(org.gradus.budgets.BudgetPolicies.full())
                .trials(5)
                .epochs(2)
                .replicates(1)
                .seed(3)
                .round(2)
                .run();
        JsonNode trials = json("r.json").get("trials");
        assertThat(trials).hasSameSizeAs(expected.view().trials());
        expected.view().trials().forEach(trial -> {
            JsonNode found = trials.get(trial.id().number() - 1);
            assertThat(found.get("learningRate").doubleValue())
                    .isEqualTo(trial.learningRate().orElseThrow().value());
            assertThat(found.get("validationLoss").doubleValue())
                    .isEqualTo(trial.atEpoch(2)
                            .flatMap(point -> point.validation())
                            .orElseThrow()
                            .loss());
        });
    }

    @Test
    void storedSearchGoesOnByItsNames() throws IOException {
        String[] search = {
            "--strategy",
            "random",
            "--policy",
            "full",
            "--trials",
            "3",
            "--epochs",
            "1",
            "--replicates",
            "0",
            "--store",
            in("s.study"),
            "--report",
            in("a.html"),
            "--json",
            in("a.json")
        };
        assertThat(launch("search", search).code()).isZero();
        JsonNode first = json("a.json");
        Launched again = launch("search", search);
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(json("a.json").get("trials")).isEqualTo(first.get("trials"));
        assertThat(first.get("study").textValue()).isEqualTo("dl4j");
    }

    @Test
    void rangeTestSweepsTheNetwork() {
        Launched launched = launch("range-test", "--report", in("range.html"), "--steps", "50");
        assertThat(launched.code()).as(launched.err() + launched.out()).isZero();
    }

    @Test
    void programIsRefusedBesideTheNetwork() {
        Launched launched = launch("search", "--", "python3");
        assertThat(launched.code()).isEqualTo(2);
        assertThat(launched.err()).contains("trainer 'dl4j' starts no program, but was given [python3]");
    }
}
