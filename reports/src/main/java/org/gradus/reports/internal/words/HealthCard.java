package org.gradus.reports.internal.words;

import org.gradus.core.diagnosis.Diagnosis.Severity;
import org.gradus.core.space.ConstantWords;

/**
 * What one check of a study found.
 *
 * @param topic what was checked
 * @param severity how bad the finding is
 * @param finding what was found, in a sentence or two
 * @param advice what to do about it, in a sentence; empty where there is nothing to do
 */
public record HealthCard(Topic topic, Severity severity, String finding, String advice) {
    /** What is checked, the more urgent first. */
    public enum Topic {
        /** Whether training at the winner is safe. */
        STABILITY,
        /** Whether the winner lies at an end of its range. */
        RANGE,
        /** Whether trainings were long enough. */
        EPOCHS,
        /** Whether the seeds tell the finalists apart. */
        SEEDS,
        /** Whether the winner is better than the default. */
        GAIN,
        /** Whether candidates differ by more than seeds do. */
        NOISE,
        /** Whether enough trials were trained. */
        TRIALS;

        /** Its name on the page: {@code Seeds}. */
        public String words() {
            return Phrases.capital(ConstantWords.of(this));
        }
    }

    static HealthCard good(Topic topic, String finding) {
        return new HealthCard(topic, Severity.GOOD, finding, "");
    }

    static HealthCard notice(Topic topic, String finding, String advice) {
        return new HealthCard(topic, Severity.NOTICE, finding, advice);
    }

    static HealthCard bad(Topic topic, String finding, String advice) {
        return new HealthCard(topic, Severity.BAD, finding, advice);
    }

    /** Its class in the page's style. */
    public String style() {
        return ConstantWords.of(severity);
    }

    /** The severity for those who do not see its colour. */
    public String verdict() {
        return switch (severity) {
            case GOOD -> "fine";
            case NOTICE -> "check";
            case BAD -> "problem";
        };
    }
}
