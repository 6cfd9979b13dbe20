package org.gradus.reports.model;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.trial.Provenance;
import org.gradus.core.trial.StudyRecord;
import org.gradus.core.trial.StudyView;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;

/**
 * Everything that the page says, in words. A pure function of the study.
 *
 * @param facts what it is derived from
 * @param shown the candidates that it shows
 * @param title the name of the study
 * @param subtitle what was searched, in a line
 * @param answer what the reader came for
 * @param warnings what must be known before trusting it
 * @param heads the names of the other hyperparameters
 * @param rows the ranking, as far as it is shown
 * @param importance what mattered; empty where one hyperparameter was searched
 * @param findings the diagnoses that occur, shown or not
 * @param log what was decided about the trials that are shown, in their order
 * @param settings what was searched, and how
 * @param provenance with what it was run
 * @param command the command line that repeats it, where it is known
 * @param summaries what the charts show
 * @param rates how learning rates are printed
 * @param rangeTest what the sweeps say; empty where none was made
 */
public record ReportModel(
        StudyFacts facts,
        Shown shown,
        String title,
        String subtitle,
        Answer answer,
        List<String> warnings,
        List<String> heads,
        List<RankingRow> rows,
        List<ImportanceRow> importance,
        List<Finding> findings,
        List<LogLine> log,
        List<Setting> settings,
        List<Setting> provenance,
        Optional<String> command,
        ChartSummaries summaries,
        RateFormat rates,
        Optional<RangeTestSection> rangeTest) {
    /** What each chart shows, in words; empty where there is no such chart. */
    public record ChartSummaries(String scores, String curves) {}

    public static ReportModel of(StudyResult result) {
        return of(StudyFacts.of(result));
    }

    static ReportModel of(StudyFacts facts) {
        Formats formats = Formats.of(facts);
        StudyRecord study = facts.result().study();
        Summaries summaries = new Summaries(facts, formats);
        Shown shown = Shown.of(facts);
        return new ReportModel(
                facts,
                shown,
                study.id().value(),
                subtitle(facts.view(), study),
                AnswerWriter.answer(facts, formats),
                warnings(facts),
                RankingRows.heads(facts),
                new RankingRows(facts, formats).rows(shown),
                ImportanceRow.of(facts),
                Finding.of(facts),
                LogLine.of(shown.of(facts.trials()), formats),
                Setting.ofSearch(facts),
                Setting.ofProvenance(study),
                Optional.ofNullable(study.provenance().details().get(Provenance.COMMAND)),
                new ChartSummaries(summaries.scores(), summaries.curves()),
                formats.rate(),
                facts.rangeTest().map(RangeTestSection::of));
    }

    /** Whether sweeps were made and no candidate was trained: their interval is then the answer. */
    public boolean rangeTestAlone() {
        return rangeTest.isPresent() && facts.view().searchedCount() == 0;
    }

    /** The trainings that the page shows, sweeps apart, in the order of their numbers. */
    public List<TrialFacts> trained() {
        return shown.of(facts.trials()).stream()
                .filter(t -> t.trial().purpose() != TrialPurpose.SWEEP)
                .toList();
    }

    /** The rate of a trial, as everywhere in the report. */
    public String rate(Trial trial) {
        return trial.learningRate().map(rates::of).orElse("–");
    }

    private static String subtitle(StudyView view, StudyRecord study) {
        String started = Optional.ofNullable(study.provenance().details().get(Provenance.STARTED))
                .map(time -> time.replaceFirst("T(\\d\\d:\\d\\d).*", ", $1 UTC"))
                .map(time -> " · " + time)
                .orElse("");
        return Words.count(view.searched().size(), "trial") + " of " + Words.count(view.maxEpochs(), "epoch") + " · "
                + study.settings().strategy() + " · " + study.objective().words() + started;
    }

    private static List<String> warnings(StudyFacts facts) {
        ImmutableList.Builder<String> warnings = ImmutableList.builder();
        long open = facts.view().trials().stream().filter(t -> !t.ended()).count();
        if (facts.result().interrupted()) {
            warnings.add("The search was interrupted: what follows is how far it had come.");
        } else if (open > 0) {
            warnings.add("The search is not finished: " + Words.count(open, "trial") + " still to train.");
        }
        if (facts.view().searched().isEmpty()) {
            warnings.add(
                    facts.rangeTest().isEmpty()
                            ? "No trial was run."
                            : "This is a range test alone: no rate was trained to its end and judged by the objective.");
        }
        return warnings.addAll(facts.result().ranking().warnings()).build();
    }
}
