package org.gradus.trainers.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gradus.trainers.process.ConformanceReport.Line;
import org.gradus.trainers.process.ConformanceReport.Verdict;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tries the conformance tester on a sound program, and on programs that break a rule each. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ConformanceTest {
    private static Line line(ConformanceReport report, String rule) {
        return report.lines().stream()
                .filter(line -> line.rule().equals(rule))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no rule '" + rule + "' in\n" + report));
    }

    @Test
    void soundProgramKeepsToEveryRule() throws Exception {
        List<Line> heard = new ArrayList<>();
        ConformanceReport report =
                Conformance.of(DescentProgram.command()).listener(heard::add).run();
        assertThat(report.lines())
                .filteredOn(line -> !line.rule().equals("it ignores SIGINT")) // which needs the program 'kill'
                .extracting(Line::verdict)
                .as(report.toString())
                .containsOnly(Verdict.OK);
        assertThat(report.passed()).as(report.toString()).isTrue();
        assertThat(heard).isEqualTo(report.lines()).hasSize(20);
        assertThat(report.toString())
                .startsWith("ok       the program starts and says what it is\n")
                .endsWith(report.summary());
    }

    @Test
    void wrongRateIsNamedWithTheLineAndTheSection() throws Exception {
        ConformanceReport report =
                Conformance.of(DescentProgram.command("wrong-rate")).run();
        assertThat(report.passed()).isFalse();
        Line broken = report.lines().get(1);
        assertThat(broken.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(broken.toString())
                .startsWith("FAILED   it trains to the end")
                .contains(
                        "trained step 6 at the rate 0.01001",
                        "but the schedule has 0.01",
                        "{\"type\":\"point\",\"step\":6")
                .endsWith("see docs/protocol.md, 'advance'");
        assertThat(report.lines().get(2).verdict()).isEqualTo(Verdict.SKIPPED);
        assertThat(report.summary()).isEqualTo("1 ok, 1 failed, 1 skipped: the program does not keep to the protocol");
    }

    /** The program breaks this rule, and no other. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "one-model | another init seed gives another model | another seed 'init' gave the same curve",
                "loss-after | the loss of a step is that before its update | at a tenth of it\\nMaybe the loss is measured after",
                "wrong-cosine | it follows every kind of schedule | schedule 'cosine': trial",
                "diverged-elsewhere | a rate of 1e30 diverges, or is survived | says that it diverged at another step than",
                "forgetful | a saved model goes on with the same curve | after resume\\nMaybe the optimizer's state is not in the file.",
            })
    void brokenRuleIsNamedWithTheReason(String mode, String rule, String reason) throws Exception {
        ConformanceReport report = Conformance.of(DescentProgram.command(mode)).run();
        assertThat(line(report, rule).verdict()).as(report.toString()).isEqualTo(Verdict.FAILED);
        assertThat(line(report, rule).reason()).contains(reason.replace("\\n", "\n"));
        assertThat(report.count(Verdict.FAILED)).as(report.toString()).isOne();
    }

    @Test
    void randomNumbersWithoutASeedAreSeen() throws Exception {
        ConformanceReport report =
                Conformance.of(DescentProgram.command("unseeded")).run();
        assertThat(report.lines())
                .filteredOn(line -> line.verdict() == Verdict.FAILED)
                .extracting(Line::rule)
                .contains("equal requests give equal curves", "another process gives an equal curve");
        assertThat(line(report, "equal requests give equal curves").reason())
                .matches("(?s)loss of step \\d+: \\S+ the first time, \\S+ the second time"
                        + "\nMaybe something random does not come from the seeds\\.");
    }

    @Test
    void whatIsSetAnewAtEachAdvanceIsSeen() throws Exception {
        ConformanceReport report =
                Conformance.of(DescentProgram.command("anew")).run();
        assertThat(line(report, "training in pieces gives the same curve").reason())
                .startsWith("loss of step 2: ")
                .endsWith(" in several\nMaybe something is set anew at each advance.");
    }

    @Test
    void programThatNeverClosesIsNamedAndEndsTheTest() throws Exception {
        ConformanceReport report =
                Conformance.of(DescentProgram.command("never-closed")).run();
        assertThat(line(report, "it closes a trial").verdict()).isEqualTo(Verdict.FAILED);
        assertThat(line(report, "it closes a trial").reason()).contains("did not answer 'close' within 10 s");
        assertThat(report.lines()).hasSize(4);
    }

    /** A fast one may train all that it is asked before it is ended, and then nothing is known. */
    @Test
    void programThatDoesNotSeeCancelIsNeverOk() throws Exception {
        ConformanceReport report =
                Conformance.of(DescentProgram.command("deaf")).run();
        Line cancel = line(report, "it stops when it is cancelled");
        assertThat(cancel.verdict()).as(report.toString()).isNotEqualTo(Verdict.OK);
        assertThat(cancel.reason())
                .isIn(
                        "the program had reached the end before it could see it",
                        "expected 'cancelled' or 'reached' within 2 s, but none came");
    }

    @Test
    void programThatEndsWithSigintIsNamed() throws Exception {
        ConformanceReport report =
                Conformance.of(DescentProgram.command("interruptible")).run();
        Line line = line(report, "it ignores SIGINT");
        Assumptions.assumeTrue(line.verdict() != Verdict.SKIPPED, line.reason());
        assertThat(line.verdict()).as(report.toString()).isEqualTo(Verdict.FAILED);
        assertThat(report.count(Verdict.FAILED)).as(report.toString()).isOne();
    }

    @Test
    void whatMayBeLeftOutIsRemarked() throws Exception {
        ConformanceReport report =
                Conformance.of(DescentProgram.command("no-untrained-point")).run();
        assertThat(report.passed()).as(report.toString()).isTrue();
        assertThat(report.lines().get(1).toString())
                .isEqualTo("ok       it trains to the end, with the points and rates that are asked for:"
                        + " without the point of step 0, which may be left out");
        assertThat(line(report, "another data seed leaves the untrained model as it is")
                        .verdict())
                .isEqualTo(Verdict.SKIPPED);
    }

    @Test
    void programWithoutAnythingRandomNeedsNoSeeds() throws Exception {
        ConformanceReport report =
                Conformance.of(DescentProgram.command("nothing-random")).run();
        assertThat(report.passed()).as(report.toString()).isTrue();
        assertThat(line(report, "another init seed gives another model").toString())
                .isEqualTo("skipped  another init seed gives another model: nothing random: no seed changes the curve");
    }

    @Test
    void programThatDoesNotStartIsReported() throws Exception {
        String java = DescentProgram.command().get(0);
        ConformanceReport report = Conformance.of(List.of(java, "-version")).run();
        assertThat(report.lines()).hasSize(1);
        assertThat(report.lines().get(0).reason()).contains("before it answered 'hello'", "Its last lines:");
    }
}
