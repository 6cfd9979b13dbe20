package org.gradus.reports.internal.exports.optuna;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.store.StudyFiles;
import org.gradus.core.study.SearchException;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Trial;
import org.gradus.reports.internal.exports.Export;
import org.gradus.reports.internal.exports.Snapshot;
import org.gradus.reports.internal.exports.TrialTimes;

/** A study in a journal: its candidates are the trials, and what Gradus says of the winner is an attribute of the study. */
public final class OptunaExport implements Export {
    private static final String WINNER = "gradus:winner";

    private final Path path;
    private final JournalFile journal;

    public OptunaExport(Path path) {
        this.path = path;
        this.journal = new JournalFile(path);
    }

    @Override
    public String words() {
        return "the Optuna journal '" + path + "'";
    }

    @Override
    public void bring(Snapshot snapshot) throws IOException, InterruptedException {
        journal.check();
        if (StudyFiles.isStudy(path)) {
            throw new SearchException(
                    words() + " is a study of Gradus, or another SQLite database\nMaybe name another file.");
        }
        journal.add(state -> missing(state, snapshot));
    }

    private List<ObjectNode> missing(JournalState state, Snapshot snapshot) {
        JournalLines lines = new JournalLines(snapshot);
        String name = snapshot.study().id().value();
        OptionalInt there = state.study(name);
        int study = there.orElse(state.nextStudy());
        if (there.isEmpty()) {
            lines.createStudy(snapshot, study);
        } else if (!state.attribute(study, JournalLines.IDENTITY)
                .filter(snapshot.identity()::equals)
                .isPresent()) {
            throw new SearchException(words() + " has another study named '" + name + "'\nMaybe name another file.");
        }
        Objective objective = snapshot.study().objective();
        TrialTimes times = TrialTimes.of(snapshot);
        Map<Integer, Integer> ids = state.trials(study);
        int next = state.size();
        for (Trial trial : snapshot.view().searched()) {
            Integer known = ids.get(trial.id().number());
            int id = known == null ? next++ : known;
            if (known == null) {
                lines.createTrial(study, snapshot.study().space(), trial, times);
            }
            if (known == null || !state.trial(known).ended) {
                lines.intermediateValues(id, objective, trial, known == null ? -1 : state.trial(known).lastStep);
                trial.outcome().ifPresent(outcome -> {
                    lines.trialAttribute(
                            id, JournalLines.OUTCOME, outcome.kind().word());
                    lines.trialAttribute(id, JournalLines.REASON, outcome.reason());
                    lines.end(id, objective, trial, outcome, times);
                });
            }
        }
        String winner = snapshot.result().map(StudyResult::toString).orElse("");
        if (!winner.isEmpty()
                && !state.attribute(study, WINNER).filter(winner::equals).isPresent()) {
            lines.studyAttribute(study, WINNER, winner);
        }
        return lines.lines();
    }
}
