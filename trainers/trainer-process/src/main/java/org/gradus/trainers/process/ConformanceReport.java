package org.gradus.trainers.process;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradus.core.space.ConstantWords;

/**
 * Whether a program keeps to the trainer protocol.
 *
 * @param program its command
 * @param lines a line for each rule, in the order in which they were tried
 */
public record ConformanceReport(String program, List<Line> lines) {
    /** What became of a rule. */
    public enum Verdict {
        /** The program keeps to it. */
        OK,
        /** The program breaks it. */
        FAILED,
        /** It was not tried. */
        SKIPPED
    }

    /**
     * What became of one rule.
     *
     * @param rule what the program has to do
     * @param verdict whether it does
     * @param section the section of docs/protocol.md that says so
     * @param reason what was expected and what came, or why it was not tried; where it is kept a remark, most often
     *     empty
     */
    public record Line(String rule, Verdict verdict, String section, String reason) {
        /** The line as text: {@code ok       the program says what it is}. */
        @Override
        public String toString() {
            String word = verdict == Verdict.FAILED ? "FAILED" : ConstantWords.of(verdict);
            String text = String.format(Locale.ROOT, "%-8s %s", word, rule);
            return switch (verdict) {
                case OK -> reason.isEmpty() ? text : text + ": " + reason;
                case SKIPPED -> text + ": " + reason;
                case FAILED ->
                    text + "\n         " + reason.replace("\n", "\n         ") + "\n         see docs/protocol.md, '"
                            + section + "'";
            };
        }
    }

    public ConformanceReport {
        lines = ImmutableList.copyOf(lines);
    }

    /** Whether no rule is broken. */
    public boolean passed() {
        return count(Verdict.FAILED) == 0;
    }

    /** The number of rules with a verdict. */
    public long count(Verdict verdict) {
        return lines.stream().filter(line -> line.verdict() == verdict).count();
    }

    /** The last line: {@code 17 ok, 1 failed, 2 skipped: the program does not keep to the protocol}. */
    public String summary() {
        return count(Verdict.OK) + " ok, " + count(Verdict.FAILED) + " failed, " + count(Verdict.SKIPPED)
                + " skipped: the program " + (passed() ? "keeps" : "does not keep") + " to the protocol";
    }

    /** All lines and the summary. */
    @Override
    public String toString() {
        return Stream.concat(lines.stream().map(Line::toString), Stream.of(summary()))
                .collect(Collectors.joining("\n"));
    }
}
