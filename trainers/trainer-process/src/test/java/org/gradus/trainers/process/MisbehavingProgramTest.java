package org.gradus.trainers.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.testkit.TrainerRuns;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Segment;
import org.gradus.core.trial.SegmentEnd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that do what they should not: their trial fails with a reason, and nothing of them stays behind. */
@Timeout(60) // Far above what any of them takes; a test that hangs must end.
class MisbehavingProgramTest {
    private static final Configuration CONFIGURATION = Configuration.of(new LearningRate(0.1));

    private static final String OWN = "MISBEHAVING_PROGRAM_TEST";

    private final String own = UUID.randomUUID().toString();

    @TempDir
    Path logs;

    private ProcessTrainer start(String mode) throws TrainingException {
        return ProcessTrainer.builder(DescentProgram.command(mode))
                .environment(OWN, own)
                .logs(logs)
                .start();
    }

    private static TrainingRequest request(ProcessTrainer trainer) {
        return TrainerRuns.request(trainer, CONFIGURATION, 2);
    }

    /** The processes whose environment has the mark of this test, which all that it starts inherit; and files of this JVM. */
    @AfterEach
    void nothingIsLeftBehind() throws Exception {
        Assumptions.assumeTrue(
                Files.isDirectory(Path.of("/proc/self")), "processes are found by /proc, which is missing");
        long start = System.nanoTime();
        List<String> left = marked();
        while (!left.isEmpty() && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(10)) {
            TimeUnit.MILLISECONDS.sleep(10);
            left = marked();
        }
        assertThat(left).as("processes of programs that have ended").isEmpty();
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.startsWith(
                                    "gradus-model-" + ProcessHandle.current().pid() + "-")))
                    .as("files of models that were not saved")
                    .isEmpty();
        }
    }

    private List<String> marked() throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("[0-9]+"))
                    .filter(process -> text(process.resolve("environ")).contains(OWN + "=" + own))
                    .map(process -> process.getFileName() + " "
                            + text(process.resolve("cmdline")).replace('\0', ' '))
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "crash | ended with exit code 3 in the middle of training: the cat has pulled the plug (log: ",
                "wrong-first-rate | wrote the rate 0.2 at step 0, but the schedule has 0.1 for step 1",
                "exit-0 | ended with exit code 0 in the middle of training",
                "orphans | ended with exit code 1 in the middle of training",
                "garbage | a line that is no JSON object: 'Epoch 1: loss 0.3'",
                "half-line | wrote half a line: '{\"type\":\"point\",\"st' and ended with exit code 1",
                "long-line | wrote a line of more than 1048576 bytes",
                "flood | wrote the point of step 0 where that of step 6 was expected",
                "wrong-step | wrote the point of step 7 where that of step 6 was expected",
                "missing-point | wrote the point of step 9 where that of step 6 was expected",
                "wrong-rate | trained step 6 at the rate 0.1001"
            })
    void failsItsTrialWithAReason(String mode, String reason) throws Exception {
        try (ProcessTrainer trainer = start(mode)) {
            TrainingSession session = trainer.open(request(trainer));
            assertThatExceptionOfType(TrainingException.class)
                    .isThrownBy(() -> TrainerRuns.advance(session, 20))
                    .withMessageStartingWith("trial 1: the program ")
                    .withMessageContaining(reason);
            session.close();
        }
    }

    @Test
    void lastLinesAreInTheReason() throws Exception {
        try (ProcessTrainer trainer = start("crash")) {
            StudyResult result = Search.of(trainer)
                    .learningRate(0.01, 0.1)
                    .strategy(ToyStrategies.rates(0.01, 0.03, 0.1))
                    .trials(3)
                    .epochs(2)
                    .replicates(0)
                    .run();
            assertThat(result.view().trials())
                    .as("the search goes on with other trials")
                    .hasSize(3)
                    .allSatisfy(trial ->
                            assertThat(trial.outcome().orElseThrow().kind()).isEqualTo(OutcomeKind.FAILED));
            assertThat(result.view().trials().get(0).outcome().orElseThrow().toString())
                    .contains("Its last lines:\n  the cat has pulled the plug");
        }
        assertThat(Files.readString(logs.resolve("trial-1.log"))).isEqualTo("the cat has pulled the plug\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hang", "orphans-and-hang"})
    void hangEndsWithItsTimeLimit(String mode) throws Exception {
        try (ProcessTrainer trainer = start(mode)) {
            StudyResult result = Search.of(trainer)
                    .learningRate(0.01, 0.1)
                    .strategy(ToyStrategies.rates(0.01, 0.03, 0.1))
                    .trials(1)
                    .epochs(2)
                    .replicates(0)
                    .trialTimeLimit(Duration.ofMillis(300))
                    .run();
            assertThat(result.view().trials().get(0).outcome().orElseThrow().toString())
                    .contains("took longer than its limit of 0.3 s")
                    .doesNotContain("abandoned");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hang", "orphans-and-hang"})
    void hangEndsWhenItIsCancelled(String mode) throws Exception {
        try (ProcessTrainer trainer = start(mode);
                TrainingSession session = trainer.open(request(trainer))) {
            CancellationToken token = CancellationToken.create();
            Thread canceller = new Thread(() -> token.cancel("enough"));
            canceller.start();
            Segment segment = session.advanceTo(20, token);
            assertThat(segment.end()).isEqualTo(SegmentEnd.CANCELLED);
            assertThat(segment.reason()).isEqualTo("enough");
        }
    }

    @Test
    void nanIsADivergenceEvenIfTheProgramTrainsOn() throws Exception {
        try (ProcessTrainer trainer = start("nan-and-on");
                TrainingSession session = trainer.open(request(trainer))) {
            Segment segment = session.advanceTo(20, CancellationToken.create());
            assertThat(segment.end()).isEqualTo(SegmentEnd.DIVERGED);
            assertThat(segment.points().get(segment.points().size() - 1).step()).isEqualTo(6);
            assertThat(session.step()).isEqualTo(6);
        }
    }

    @Test
    void divergenceAtAnotherStepThanThatOfTheLastPointIsRefused() throws Exception {
        try (ProcessTrainer trainer = start("diverged-elsewhere")) {
            TrainingSession session = trainer.open(
                    TrainerRuns.request(trainer, Configuration.of(new LearningRate(1e30)), (step, total) -> 1e30, 2));
            assertThatExceptionOfType(TrainingException.class)
                    .isThrownBy(() -> session.advanceTo(20, CancellationToken.create()))
                    .withMessageContaining("says that it diverged at another step than ")
                    .withMessageContaining("that of its last point");
            session.close();
        }
    }

    @Test
    void floodOfErrorsIsDrainedIntoALogOfLimitedSize() throws Exception {
        try (ProcessTrainer trainer = start("flood-errors");
                TrainingSession session = trainer.open(request(trainer))) {
            assertThat(TrainerRuns.advance(session, 20)).isNotEmpty();
        }
        assertThat(Files.size(logs.resolve("trial-1.log"))).isBetween(ProgramLog.LARGEST, ProgramLog.LARGEST + 100);
    }

    @Test
    void fullDiskCostsTheCheckpointAndNotTheTrial() throws Exception {
        try (ProcessTrainer trainer = start("full-disk");
                TrainingSession session = trainer.open(request(trainer))) {
            TrainerRuns.advance(session, 10);
            assertThatExceptionOfType(TrainingException.class)
                    .isThrownBy(session::checkpoint)
                    .withMessage("trial 1: its model cannot be saved: no space left on device");
            assertThat(TrainerRuns.advance(session, 20)).isNotEmpty();
        }
    }

    /** The page says that what a program writes beside its file is deleted too. */
    @Test
    void foldersBesideTheFileOfAModelAreDeletedWithIt() throws Exception {
        try (ProcessTrainer trainer = start("shards");
                TrainingSession session = trainer.open(request(trainer))) {
            TrainerRuns.advance(session, 10);
            assertThat(session.checkpoint()).isNotEmpty();
        }
    }

    @Test
    void programThatIgnoresEverythingIsKilled() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh");
        long start = System.nanoTime();
        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> ProcessTrainer.builder(
                                List.of("/bin/sh", "-c", "trap '' TERM INT HUP PIPE; while :; do sleep 1; done"))
                        .startLimit(Duration.ofMillis(300))
                        .start())
                .withMessageContaining("did not answer 'hello' within 300 ms");
        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(30));
    }

    @Test
    void programThatDoesNotReadItsInputBlocksNobody() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh");
        String hello = "{\"type\":\"hello\",\"protocol\":1,\"name\":\"deaf\",\"stepsPerEpoch\":100000}";
        try (ProcessTrainer trainer = ProcessTrainer.builder(
                        List.of("/bin/sh", "-c", "echo '" + hello + "'; sleep 300"))
                .answerLimit(Duration.ofMillis(300))
                .start()) {
            TrainingRequest request = TrainerRuns.request(trainer, CONFIGURATION, (step, total) -> 0.1, 2);
            assertThatExceptionOfType(TrainingException.class) // 800 KB of rates, of which a pipe holds 64
                    .isThrownBy(() -> trainer.open(request))
                    .withMessageContaining("did not answer 'open' within 300 ms");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exit 7 | ended with exit code 7",
                "echo oops >&2; exit 1 | Its last lines:\\n  oops",
                "echo hi | wrote a line that is no JSON object: 'hi'",
                "echo '[1]' | wrote a line that is no JSON object: '[1]'",
                "echo '{}' | wrote a message without a type: '{}'",
                "exec >&-; sleep 300 | closed its standard output before it answered 'hello'",
                "echo '{\"type\":\"error\",\"message\":\"I speak 2\"}'; sleep 300 | I speak 2",
                "echo '{\"type\":\"hello\",\"protocol\":2}' | another 'protocol' than 1",
                "echo '{\"type\":\"hello\",\"protocol\":1}' | whose 'name' is no text",
                "echo '{\"type\":\"hello\",\"protocol\":1,\"name\":\"a\"}' | whose 'stepsPerEpoch' is no whole number of at least 1",
                "echo '{\"type\":\"hello\",\"protocol\":1,\"name\":\"a\",\"stepsPerEpoch\":0}' | whose 'stepsPerEpoch' is no whole number of at least 1"
            })
    void programThatDoesNotSayWhatItIsIsRefused(String script, String reason) {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh");
        String words = reason.replace("\\n", "\n");
        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> ProcessTrainer.start(List.of("/bin/sh", "-c", script)))
                .withMessageContaining(words)
                .withMessageStartingWith("'/bin/sh -c ");
    }

    @Test
    void missingProgramIsRefusedByName() throws Exception {
        Path text = Files.writeString(logs.resolve("train.py"), "print(1)");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> ProcessTrainer.start(List.of("no-such-program")))
                .withMessageStartingWith("the program 'no-such-program' was not found in any folder of PATH");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> ProcessTrainer.start(List.of("./no-such-program")))
                .withMessageStartingWith("the program './no-such-program' does not exist");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> ProcessTrainer.start(List.of(text.toString())))
                .withMessageContaining("cannot be executed")
                .withMessageContaining("\nMaybe ");
    }
}
