package org.gradus.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.gradus.core.engine.Catalogue;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.Objective;
import org.junit.jupiter.api.Test;

/** Resuming a study on another machine must continue it: equal views and random numbers, equal proposals. */
class OtherJvmTest {
    /** What every strategy proposes after the same history, to the last digit. */
    static String proposals() {
        SearchSpace space = SearchSpace.builder()
                .learningRate(1e-5, 1)
                .categorical("updater", "sgd", "adam", "rmsprop")
                .build();
        StudyBuilder study = StudyBuilder.of(space, Objective.maximize("validationAccuracy"), StudyBudget.of(50, 1), 7);
        StudyBuilder rates = StudyBuilder.rates(1e-5, 1, 1);
        for (int i = 0; i < 9; i++) {
            double unit = i / 8.0;
            study.completed(space.fromUnit(new double[] {unit, 1 - unit}), 0.3 + 0.5 * Math.sin(3 * unit));
            rates.completed(Math.pow(10, -4.5 + 3 * unit), 0.3 + 0.5 * Math.sin(3 * unit));
        }
        return Catalogue.onClassPath().strategies().stream()
                .map(Catalogue.Entry::create)
                .map(strategy -> {
                    boolean rateOnly = Set.of("range-test", "cma-es", "zoom").contains(strategy.name());
                    Proposal proposal = strategy.propose((rateOnly ? rates : study).view(), new SplittableRandom(5));
                    return strategy.name() + " "
                            + ((Proposal.Suggest) proposal).configuration().values() + " " + proposal.reason();
                })
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    /** Prints the proposals in a JVM of its own. */
    public static void main(String[] args) {
        System.out.print(proposals());
    }

    @Test
    void proposalsAreTheSameInAnotherJvm() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // Interpreted code only: whether the compiler has been at it must not matter either.
        Process process = new ProcessBuilder(
                        java, "-Xint", "-cp", System.getProperty("java.class.path"), OtherJvmTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String there = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(there).isEqualTo(proposals());
    }
}
