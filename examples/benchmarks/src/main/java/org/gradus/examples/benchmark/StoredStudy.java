package org.gradus.examples.benchmark;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.store.StudyStore;
import org.gradus.core.store.jdbc.StudyStores;
import org.gradus.core.study.Provenance;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPlan;
import org.gradus.trainers.dl4j.environment.ChildJvm;

/** A study whose curves are computed and not trained, to measure what is done with it in a store. */
interface StoredStudy {
    /** Events that are written in one append. */
    int TOGETHER = 3000;

    /** The number of candidates. */
    int trials();

    StudyRecord study();

    /** Gives all its events, in order. */
    void events(Consumer<TrialEvent> sink);

    /** Writes the study with all trials, finished. */
    default void write(StudyStore store) {
        StudyRecord study = study();
        store.create(study);
        Appends appends = new Appends(store, study.id());
        events(appends);
        appends.flush();
    }

    /** Appends events to a study, many at a time. */
    final class Appends implements Consumer<TrialEvent> {
        private final StudyStore store;
        private final StudyId study;
        private final List<TrialEvent> waiting = new ArrayList<>();
        private long version;

        private Appends(StudyStore store, StudyId study) {
            this.store = store;
            this.study = study;
        }

        @Override
        public void accept(TrialEvent event) {
            waiting.add(event);
            if (waiting.size() == TOGETHER) {
                flush();
            }
        }

        private void flush() {
            version = store.append(study, version, waiting);
            waiting.clear();
        }
    }

    /**
     * Writes the study into a file and has a JVM of its own measure it.
     *
     * @param main has two arguments: the file, and the name of the study
     * @param heap how large the heap of that JVM may be, such as {@code -Xmx1g}
     * @param folder the file is made there, and deleted afterwards
     */
    default void measure(Class<?> main, String heap, Path folder, PrintWriter out)
            throws IOException, InterruptedException {
        Path file = folder.resolve(trials() + ".study");
        try (StudyStore store = StudyStores.open(file)) {
            write(store);
        }
        MeasuringProcess.run(
                ChildJvm.of(main, file.toString(), study().id().value()).withOption(heap),
                "measuring a study of " + trials() + " trials",
                out);
        Files.delete(file);
    }

    /** The learning rate, and real parameters up to a number of dimensions, at least 1. */
    static SearchSpace space(int dimensions) {
        SearchSpace.Builder builder = SearchSpace.builder().learningRate(1e-5, 1);
        for (int i = 2; i <= dimensions; i++) {
            builder.real("x" + i, 0, 1, Scale.LINEAR);
        }
        return builder.build();
    }

    /** The record of a study by random search, each trial trained in full. */
    static StudyRecord record(
            String name, SearchSpace space, Objective objective, StudyBudget budget, int finalists, int replicates) {
        StudyRecord.Settings settings = StudyRecord.Settings.builder()
                .plan("random", "full", "to be measured")
                .seed(1)
                .finalists(finalists)
                .replicates(replicates)
                .recordEvery(1)
                .build();
        Provenance provenance = new Provenance("made", "made 1", Map.of());
        return new StudyRecord(new StudyId(name), space, objective, budget, settings, provenance);
    }

    /** The plan of a candidate with one step an epoch. */
    static TrialPlan plan(int number, Configuration configuration) {
        return TrialPlan.search(new TrialId(number), configuration, Seeds.of(1, 0), 1)
                .proposedBy("random", "drawn at random");
    }

    /** The plan of a candidate's training with another seed. */
    static TrialPlan replicate(int number, TrialPlan of, int replicate) {
        return TrialPlan.replicate(new TrialId(number), of, replicate, Seeds.of(1, replicate))
                .proposedBy("engine", "again with fresh seed " + replicate);
    }

    /** The events of a trial from its proposal to its end. */
    static List<TrialEvent> events(TrialPlan plan, int untilEpoch, List<CurvePoint> curve, Outcome outcome) {
        return List.of(
                new TrialEvent.TrialProposed(plan, untilEpoch),
                new TrialEvent.CurveExtended(plan.id(), curve, "made", 1, Optional.empty()),
                new TrialEvent.TrialEnded(plan.id(), outcome));
    }
}
