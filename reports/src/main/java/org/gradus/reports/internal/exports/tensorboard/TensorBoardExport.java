package org.gradus.reports.internal.exports.tensorboard;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gradus.core.study.SearchException;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.reports.internal.exports.Export;
import org.gradus.reports.internal.exports.Snapshot;
import org.gradus.reports.internal.exports.TrialNames;
import org.gradus.reports.internal.exports.TrialTimes;
import org.gradus.reports.internal.exports.tensorboard.proto.Event;
import org.gradus.reports.internal.exports.tensorboard.proto.Experiment;

/**
 * A log folder for one study: the experiment in the folder itself, and a folder with the curves of each trial. What the event files
 * have is read from them, so that any process continues them.
 */
public final class TensorBoardExport implements Export {
    private final Path folder;
    private final Set<TrialId> complete = new HashSet<>();
    private String written = "";

    public TensorBoardExport(Path folder) {
        this.folder = folder;
    }

    @Override
    public String words() {
        return "the TensorBoard folder '" + folder + "'";
    }

    @Override
    public void bring(Snapshot snapshot) throws IOException {
        if (!written.equals(snapshot.identity())) {
            begin(snapshot);
        }
        TrialTimes times = TrialTimes.of(snapshot);
        for (Trial trial : snapshot.view().trials()) {
            if (!complete.contains(trial.id())) {
                EventFile.add(
                        folder.resolve(TrialNames.of(trial)),
                        TrialTimes.seconds(times.begin(trial)),
                        there -> missing(there, trial, times));
                if (trial.ended()) {
                    complete.add(trial.id());
                }
            }
        }
    }

    private void begin(Snapshot snapshot) throws IOException {
        complete.clear();
        Optional<Experiment> there = experiment();
        if (there.isEmpty()) {
            requireEmpty();
            EventFile.add(
                    folder,
                    TrialTimes.seconds(TrialTimes.started(snapshot)),
                    events -> List.of(HParams.experiment(snapshot)));
        } else if (!there.get().getDescription().equals(HParams.description(snapshot))) {
            throw new SearchException(words() + " has another study, '"
                    + there.get().getName() + "'"
                    + (there.get().getName().equals(snapshot.study().id().value()) ? " of the same name" : "")
                    + "\nMaybe name another folder.");
        }
        written = snapshot.identity();
    }

    private Optional<Experiment> experiment() throws IOException {
        for (Event event : EventFile.read(folder)) {
            Optional<Experiment> found = HParams.experiment(event);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** TensorBoard shows every event file below a folder, so files of something else would mix with the study. */
    private void requireEmpty() throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new SearchException(words() + " is a file\nMaybe name a folder.");
        }
        if (Files.exists(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    if (!file.getFileName().toString().equals(EventFile.NAME)) {
                        throw new SearchException(words() + " is not empty, and has no study of Gradus: there is '"
                                + file.getFileName() + "'\nMaybe name a new folder.");
                    }
                }
            }
        }
    }

    private static List<Event> missing(List<Event> there, Trial trial, TrialTimes times) {
        List<Event> events = new ArrayList<>();
        boolean session = trial.purpose() != TrialPurpose.SWEEP; // It climbs through all rates, so it has none.
        if (session && there.stream().noneMatch(HParams::isStart)) {
            events.add(HParams.start(trial, times));
        }
        events.addAll(Scalars.after(Scalars.lastStep(there), trial, times));
        if (session && there.stream().noneMatch(HParams::isEnd)) {
            trial.outcome().ifPresent(outcome -> events.add(HParams.end(trial, outcome, times)));
        }
        return events;
    }
}
