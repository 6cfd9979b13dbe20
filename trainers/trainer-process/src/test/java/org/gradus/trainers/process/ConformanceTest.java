package org.gradus.trainers.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gradus.trainers.process.ConformanceReport.Line;
import org.gradus.trainers.process.ConformanceReport.Verdict;
import org.junit.jupiter.api.Test;

class ConformanceTest {
    @Test
    void soundProgramKeepsToEveryRule() throws Exception {
        List<Line> heard = new ArrayList<>();
        ConformanceReport report =
                Conformance.of(DescentProgram.command()).listener(heard::add).run();
        assertThat(report.lines()).extracting(Line::verdict).as(report.toString()).containsOnly(Verdict.OK);
        assertThat(report.passed()).isTrue();
        assertThat(heard).isEqualTo(report.lines()).hasSizeGreaterThan(12);
        assertThat(report.toString()).startsWith("ok       the program starts and says what it is\n").endsWith(report.summary());
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
                .contains("trained step 6 at the rate 0.01001", "but the schedule has 0.01", "{\"type\":\"point\",\"step\":6")
                .endsWith("see docs/protocol.md, 'advance'");
        assertThat(report.lines().get(2).verdict()).isEqualTo(Verdict.SKIPPED);
        assertThat(report.summary()).isEqualTo("1 ok, 1 failed, 1 skipped: the program does not keep to the protocol");
    }

    @Test
    void randomNumbersWithoutASeedAreSeen() throws Exception {
        ConformanceReport report =
                Conformance.of(DescentProgram.command("unseeded")).run();
        assertThat(report.lines())
                .filteredOn(line -> line.verdict() == Verdict.FAILED)
                .extracting(Line::rule)
                .contains("equal requests give equal curves", "another process gives an equal curve");
    }

    @Test
    void programThatDoesNotStartIsReported() throws Exception {
        String java = DescentProgram.command().get(0);
        ConformanceReport report = Conformance.of(List.of(java, "-version")).run();
        assertThat(report.lines()).hasSize(1);
        assertThat(report.lines().get(0).reason()).contains("before it answered 'hello'", "Its last lines:");
    }
}
