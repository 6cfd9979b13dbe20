package org.gradus.reports.internal.words;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.study.Provenance;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.reports.internal.facts.StudyFacts;
import org.gradus.reports.internal.facts.TrialFacts;
import org.gradus.reports.internal.rates.RateAxis;
import org.gradus.reports.internal.rates.RateFormat;

/**
 * Everything that the page says, in words. A pure function of the study.
 *
 * @param facts the study and what follows from it
 * @param shown the candidates that it shows
 * @param title the name of the study
 * @param subtitle what was searched, in a line
 * @param answer what the reader came for
 * @param warnings what must be known before trusting it
 * @param checks what the checks of the study found; empty where it has no winner
 * @param steps what to do next, the most urgent first
 * @param rows the ranking, as far as it is shown
 * @param table the same as a table
 * @param importance what mattered; empty where one hyperparameter was searched
 * @param glossary the diagnoses that occur, shown or not
 * @param help what the words of the page mean
 * @param decisions what was decided about the trials that are shown, in their order
 * @param settings what was searched, and how
 * @param provenance the trainer, the versions and the machine
 * @param command the command line that repeats it, where it is known
 * @param summaries what the charts show
 * @param axis the range of learning rates; empty where the study has none
 * @param rates how learning rates are printed
 * @param rangeTest what the sweeps say; empty where none was made
 * @param tables what the charts of parameters and of spending draw
 */
public record ReportModel(
        StudyFacts facts,
        ShownCandidates shown,
        String title,
        String subtitle,
        AnswerSection answer,
        List<String> warnings,
        List<HealthCard> checks,
        List<String> steps,
        List<RankingRow> rows,
        RankingTable table,
        List<ImportanceRow> importance,
        List<GlossaryEntry> glossary,
        List<HelpGroup> help,
        List<DecisionRow> decisions,
        List<StudySetting> settings,
        List<StudySetting> provenance,
        Optional<String> command,
        ChartSummaries summaries,
        Optional<RateAxis> axis,
        RateFormat rates,
        Optional<RangeTestSection> rangeTest,
        ChartTables tables) {

    public static ReportModel of(StudyResult result) {
        return of(StudyFacts.of(result));
    }

    static ReportModel of(StudyFacts facts) {
        NumberFormats formats = NumberFormats.of(facts);
        StudyRecord study = facts.result().study();
        Optional<RateAxis> axis = RateAxis.of(facts);
        ShownCandidates shown = ShownCandidates.of(facts);
        List<HealthCard> checks = HealthChecks.of(facts, formats);
        List<GlossaryEntry> glossary = GlossaryEntry.of(facts);
        List<RankingRow> rows = new RankingRows(facts, formats, axis).rows(shown);
        return new ReportModel(
                facts,
                shown,
                study.id().value(),
                subtitle(facts.view(), study),
                AnswerSection.of(facts, formats),
                warnings(facts),
                checks,
                NextSteps.of(facts, checks),
                rows,
                RankingTable.of(facts, shown.entries(), rows),
                ImportanceRow.of(facts),
                glossary,
                HelpGroup.of(facts, glossary),
                DecisionRow.of(shown.of(facts.trials()), formats),
                StudySetting.ofSearch(facts),
                StudySetting.ofProvenance(study),
                Optional.ofNullable(study.provenance().details().get(Provenance.COMMAND)),
                ChartSummaries.of(facts, formats),
                axis,
                formats.rate(),
                facts.rangeTest().map(RangeTestSection::of),
                ChartTables.of(facts, formats));
    }

    /** Whether sweeps were made and no candidate was trained: their interval is then the answer. */
    public boolean rangeTestAlone() {
        return rangeTest.isPresent() && facts.view().searchedCount() == 0;
    }

    /** Whether a candidate was trained again with fresh seeds. */
    public boolean trainedAgain() {
        return facts.result().ranking().entries().stream()
                .anyMatch(entry -> !entry.replicates().isEmpty());
    }

    /** The trials that the page shows, sweeps among them, in the order of their numbers. */
    public List<TrialFacts> shownTrials() {
        return shown.of(facts.trials());
    }

    /** Those that are no sweeps. */
    public List<TrialFacts> trained() {
        return shownTrials().stream()
                .filter(t -> t.trial().purpose() != TrialPurpose.SWEEP)
                .toList();
    }

    /** What the ranking says of a study with a winner; most of it is in the checks too. */
    public List<String> remarks() {
        return answer.found() ? facts.result().ranking().warnings() : List.of();
    }

    private static String subtitle(StudyView view, StudyRecord study) {
        String started = Optional.ofNullable(study.provenance().details().get(Provenance.STARTED))
                .map(time -> time.replaceFirst("T(\\d\\d:\\d\\d).*", ", $1 UTC"))
                .map(time -> " · " + time)
                .orElse("");
        return Phrases.count(view.searched().size(), "trial") + " of " + Phrases.count(view.maxEpochs(), "epoch")
                + " · " + study.settings().strategy() + " · "
                + study.objective().words() + started;
    }

    /** What must be known before a study is trusted. */
    static List<String> warnings(StudyFacts facts) {
        ImmutableList.Builder<String> warnings = ImmutableList.builder();
        long open = facts.view().trials().stream().filter(t -> !t.ended()).count();
        if (facts.result().interrupted()) {
            warnings.add("The search was interrupted: what follows is how far it had come.");
        } else if (open > 0) {
            warnings.add("The search is not finished: " + Phrases.count(open, "trial") + " still to train.");
        }
        if (facts.view().searched().isEmpty()) {
            warnings.add(
                    facts.rangeTest().isEmpty()
                            ? "No trial was run."
                            : "This is a range test alone: no rate was trained to its end and judged by the objective.");
        }
        if (facts.winner().isEmpty()) {
            warnings.addAll(facts.result().ranking().warnings());
        }
        return warnings.build();
    }
}
