package org.gradus.reports.internal.words;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.gradus.reports.internal.facts.ComparedStudies;
import org.gradus.reports.internal.facts.NamedStudy;
import org.gradus.reports.internal.facts.StudyFacts;
import org.gradus.reports.internal.facts.TrainedParts;
import org.gradus.reports.internal.facts.WinnerDifference;

/**
 * Everything that the page of a comparison says, in words. A pure function of the studies.
 *
 * @param compared the studies and what follows from them
 * @param headline what came out, in a line
 * @param gains by how much the best is better; empty without two winners
 * @param warnings what must be known before trusting it
 * @param winners the answers of the studies
 * @param differences of the winners
 * @param configurations of the winners
 * @param cost what each study cost until all had come as far; may be empty
 * @param history how the best of each study became better
 * @param spent on what each spent its epochs
 * @param differing the settings in which they differ
 * @param common those that all have in common
 * @param checks what the checks of each study found
 * @param help what the words of the page mean
 */
public record ComparisonModel(
        ComparedStudies compared,
        String headline,
        String gains,
        List<String> warnings,
        List<ComparedRow> winners,
        List<DifferenceRow> differences,
        List<ComparedRow> configurations,
        String cost,
        List<List<HistoryRow>> history,
        List<ComparedRow> spent,
        List<ComparedRow> differing,
        List<ComparedRow> common,
        List<ComparedRow> checks,
        List<HelpGroup> help) {
    /** The colours that tell studies apart; further ones have these again, with other dashes. */
    public static final int COLORS = 6;

    public static ComparisonModel of(ComparedStudies compared) {
        NumberFormats formats = NumberFormats.of(
                compared.studies().stream().map(NamedStudy::facts).toList());
        List<WinnerDifference> found = compared.differences();
        List<DifferenceRow> differences = DifferenceRow.of(found, format(formats.figure(), found));
        ComparisonWords words = new ComparisonWords(compared, formats, differences);
        List<ComparedRow> settings = settings(compared);
        return new ComparisonModel(
                compared,
                words.headline(),
                words.gains(),
                words.warnings(),
                ComparedRow.of(
                        compared.each(facts -> answer(facts, formats)),
                        AnswerFigure::label,
                        figure -> ComparedCell.of(figure.value(), figure.note())),
                differences,
                ComparedConfigurations.of(compared, formats),
                words.cost(),
                compared.each(facts -> HistoryRow.of(facts.view(), TrainedParts.of(facts.view()), formats)),
                spent(compared),
                ComparedRow.differing(settings, true),
                ComparedRow.differing(settings, false),
                checks(compared, formats),
                HelpGroup.ofComparison());
    }

    /** The format of figures, with decimals enough for differences and their intervals. */
    private static FigureFormat format(FigureFormat figures, List<WinnerDifference> differences) {
        FigureFormat format = figures;
        for (WinnerDifference difference : differences) {
            format = format.showing(difference.halfWidth().orElse(0)).showing(difference.gain());
        }
        return format;
    }

    private static List<AnswerFigure> answer(StudyFacts facts, NumberFormats formats) {
        AnswerSection answer = AnswerSection.of(facts, formats);
        AnswerFigure best = new AnswerFigure(
                answer.heading(), answer.found() ? answer.rate() : "none", String.join(" · ", answer.others()));
        return Stream.concat(Stream.of(best), answer.figures().stream()).toList();
    }

    private static List<ComparedRow> spent(ComparedStudies compared) {
        List<ComparedRow> rows = ComparedRow.of(
                compared.each(SpentRow::of),
                SpentRow::what,
                row -> ComparedCell.of(
                        Phrases.count(row.trials(), "trial"),
                        row.epochs() + " epochs (" + row.share() + "), " + row.time()));
        ComparedRow all = new ComparedRow(
                "all trainings",
                compared.each(facts -> ComparedCell.of(
                        Phrases.count(facts.trials().size(), "trial"),
                        Phrases.epochs(facts.result().epochsSpent()) + " epochs, "
                                + Phrases.duration(facts.result().trainingMillis()))));
        return Stream.concat(rows.stream(), Stream.of(all)).toList();
    }

    /** Ranges, plan and provenance, each with names of its own. */
    private static List<ComparedRow> settings(ComparedStudies compared) {
        return Stream.of(
                        compared.each(
                                facts -> StudySetting.ofSpace(facts.result().study())),
                        compared.each(StudySetting::ofPlan),
                        compared.each(facts ->
                                StudySetting.ofProvenance(facts.result().study())))
                .flatMap(lists ->
                        ComparedRow.of(lists, StudySetting::name, setting -> ComparedCell.of(setting.value())).stream())
                .toList();
    }

    private static List<ComparedRow> checks(ComparedStudies compared, NumberFormats formats) {
        List<ComparedRow> rows = ComparedRow.of(
                compared.each(facts -> HealthChecks.of(facts, formats)),
                card -> card.topic().words(),
                card -> new ComparedCell(card.verdict(), (card.finding() + " " + card.advice()).strip(), card.style()));
        return Arrays.stream(HealthCard.Topic.values())
                .flatMap(topic -> rows.stream().filter(row -> row.name().equals(topic.words())))
                .toList();
    }

    /** The names of the studies. */
    public List<String> names() {
        return compared.studies().stream().map(NamedStudy::name).toList();
    }

    /** The title of the page: {@code random and bayesian}. */
    public String title() {
        return Phrases.list(names());
    }

    /** What came out, in a sentence or two. */
    public String summary() {
        return (headline + ". " + gains).strip();
    }

    /** What is compared, in a line. */
    public String subtitle() {
        return names().size() + " studies beside each other · "
                + compared.objective().words();
    }

    /** Whether the best of some study became better while it was searched. */
    public boolean hasHistory() {
        return history.stream().anyMatch(rows -> !rows.isEmpty());
    }
}
