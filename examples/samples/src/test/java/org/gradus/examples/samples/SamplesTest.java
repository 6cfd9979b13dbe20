package org.gradus.examples.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample runs to its end and prints what it found. */
class SamplesTest {
    private static final PrintStream OUT = System.out;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void catchOutput() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void letOutputGo() {
        System.setOut(OUT);
    }

    private String run(Consumer<String[]> main, String... args) {
        main.accept(args);
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void firstSearchFindsARateAndReports() throws IOException {
        Path report = Path.of("report.html");
        try {
            assertThat(run(FirstSearch::main))
                    .containsPattern(
                            "study .fashion-cnn., best: trial \\d+ \\(learningRate=\\S+\\), validation accuracy 0\\.");
            assertThat(report).content().contains("<html", "fashion-cnn");
        } finally {
            Files.deleteIfExists(report);
        }
    }

    /** Of one hidden layer on points, of iterators, of ask and tell, of a strategy, of a trainer; each finds a configuration. */
    static Stream<Consumer<String[]>> findsTheBest() {
        return Stream.of(OwnNetwork::main, OwnIterators::main, AskAndTell::main, OwnStrategy::main, OwnTrainer::main);
    }

    @ParameterizedTest
    @MethodSource
    void findsTheBest(Consumer<String[]> main) {
        assertThat(run(main)).containsPattern("best: \\S+");
    }

    /** Descent on a parabola of curvature 1 from 1 reaches 0 at once at a rate of 1, and diverges from 2 on. */
    @Test
    void askAndTellFindsARateNearThatOfTheClosedForm() {
        String rate = run(AskAndTell::main).replaceAll("(?s).*learningRate\\W+([-+.\\w]+).*", "$1");

        assertThat(Double.parseDouble(rate)).isBetween(0.3, 1.7);
    }

    @Test
    void djlCnnFindsTheBest() {
        try {
            assertThat(run(DjlCnn::main)).containsPattern("best: .*optimizer");
        } catch (IllegalStateException e) {
            OUT.println("DjlCnn is skipped: " + e.getMessage());
            abort(e.getMessage());
        }
    }

    @Test
    void moreThanTheRateFindsEveryParameter() {
        assertThat(run(MoreThanTheRate::main)).contains("learningRate", "updater", "batch", "schedule");
    }

    @Test
    void rangeTestNamesAnInterval() {
        assertThat(run(RangeTestOfLiveNetwork::main)).contains("Train with a rate between ", "stability limit ");
    }

    @Test
    void resumeGoesOnWithTheStudyOfTheFile() {
        assertThat(run(ResumeFromFile::main, folder.resolve("fashion.study").toString()))
                .contains("4 trials, best: ", "6 trials, best: ");
    }

    @Test
    void theNetworkHasTenClasses() {
        assertThat(FashionCnn.configure(Configuration.of(new LearningRate(1e-2)))
                        .getConfs())
                .hasSize(4);
    }
}
