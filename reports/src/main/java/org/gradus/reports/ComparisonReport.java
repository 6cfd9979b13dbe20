package org.gradus.reports;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.study.SearchException;
import org.gradus.core.trial.Objective;
import org.gradus.reports.internal.facts.ComparedStudies;
import org.gradus.reports.internal.facts.NamedStudy;
import org.gradus.reports.internal.facts.StudyFacts;
import org.gradus.reports.internal.html.ComparisonPage;
import org.gradus.reports.internal.words.ComparisonModel;

/**
 * Two to {@value #MOST} studies of one objective beside each other, as one HTML file like {@link HtmlReport}: their winners, and
 * whether these differ by more than noise; the best so far by cost; configurations and settings with what differs; what was spent;
 * and the health of each. Studies may be unfinished, or have no winner. The same studies give the same bytes.
 *
 * <pre>{@code
 * new ComparisonReport()
 *         .add("sgd", StudyResult.of(store, new StudyId("fashion-sgd")))
 *         .add("adam", StudyResult.of(store, new StudyId("fashion-adam")))
 *         .write(Path.of("sgd-or-adam.html"));
 * }</pre>
 *
 * <p>Winners of one trainer that were trained with the same fresh seeds are compared seed by seed, by Student's t of the
 * differences; others as independent samples by Welch's t (B. L. Welch, Biometrika 34, 1947). The intervals of all pairs hold together
 * with 95 % (Bonferroni's inequality). Not thread-safe.
 */
public final class ComparisonReport {
    /** The most studies that a page shows: {@value}. */
    public static final int MOST = 12;

    private final Map<String, StudyFacts> studies = new LinkedHashMap<>();

    /** A report of no studies yet. */
    public ComparisonReport() {}

    /**
     * Adds a study beside the others, under its own name.
     *
     * @throws IllegalArgumentException as {@link #add(String, StudyResult)}
     */
    public ComparisonReport add(StudyResult study) {
        return add(study.study().id().value(), study);
    }

    /**
     * Adds a study beside the others.
     *
     * @param name what the page calls it; not blank
     * @throws IllegalArgumentException if there is a study of that name, the study has another objective than those before it, or
     *     there are {@value #MOST} already
     */
    public ComparisonReport add(String name, StudyResult study) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("the name of a study that is compared must not be blank");
        }
        if (studies.containsKey(name)) {
            throw new IllegalArgumentException("two of the studies that are compared are named '" + name
                    + "'\nMaybe give one of them another name.");
        }
        if (studies.size() == MOST) {
            throw new IllegalArgumentException("at most " + MOST + " studies can be compared on one page, and '" + name
                    + "' is one more\nMaybe compare some of them first.");
        }
        studies.forEach((other, compared) -> requireSame(other, compared.result(), name, study));
        studies.put(name, StudyFacts.of(study));
        return this;
    }

    private static void requireSame(String one, StudyResult first, String another, StudyResult second) {
        Objective ours = first.study().objective();
        Objective theirs = second.study().objective();
        if (!ours.equals(theirs)) {
            throw new IllegalArgumentException("the scores of studies '" + one + "' (" + ours + ") and '" + another
                    + "' (" + theirs + ") cannot be compared: they have different objectives"
                    + "\nMaybe write a report of each.");
        }
    }

    /**
     * Writes the page; a reader sees the old file or the new one, never half of one.
     *
     * @throws IllegalStateException if there are fewer than two studies
     * @throws SearchException if the place cannot be written to
     */
    public void write(Path path) {
        ReportFile.write(path, render());
    }

    /**
     * The page as text.
     *
     * @throws IllegalStateException if there are fewer than two studies
     */
    public String render() {
        return ComparisonPage.html(compared());
    }

    /**
     * What came out, in a sentence or two: {@code adam is better than sgd. The winner of adam is better than that of sgd by 0.021 (95 %
     * interval 0.013 to 0.029), more than noise.}
     *
     * @throws IllegalStateException if there are fewer than two studies
     */
    public String summary() {
        return ComparisonModel.of(compared()).summary();
    }

    private ComparedStudies compared() {
        if (studies.size() < 2) {
            throw new IllegalStateException("a comparison needs at least 2 studies, but has " + studies.size());
        }
        return new ComparedStudies(studies.entrySet().stream()
                .map(study -> new NamedStudy(study.getKey(), study.getValue()))
                .toList());
    }
}
