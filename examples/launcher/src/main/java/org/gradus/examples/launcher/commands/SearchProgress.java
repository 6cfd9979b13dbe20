package org.gradus.examples.launcher.commands;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.gradus.core.engine.SearchListener;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.study.StudyProgress;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TimeLeft;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.Trial;
import org.gradus.examples.launcher.commands.ProgressBlock.State;
import org.gradus.examples.launcher.internal.commandline.LinesBelow;
import org.gradus.examples.launcher.internal.commandline.Screen;
import org.jspecify.annotations.Nullable;

/** Draws how far a search has come, from its first event to its end, whenever it is asked to. Thread-safe. */
final class SearchProgress implements SearchListener {
    /** How often the screen is asked for its size, which starts a process. */
    private static final long NANOS_OF_SIZE = Duration.ofSeconds(1).toNanos();

    private final LinesBelow lines;
    private final Screen screen;
    private final RunningTrainings trainings;
    private final BooleanSupplier ending;
    private final LongSupplier nanoTime;
    private volatile Screen.Size size;
    private long sizeKnownAt;
    private @Nullable StudyRecord study;
    private @Nullable StudyView latest;
    private @Nullable Start start;

    /** When the time that is left began to be measured. */
    private record Start(StudyProgress progress, long nanos) {}

    /**
     * Draws there.
     *
     * @param trainings where the trainings of this process stand
     * @param ending whether the search was asked to end early
     * @param nanoTime as {@link System#nanoTime}
     */
    SearchProgress(
            LinesBelow lines,
            Screen screen,
            RunningTrainings trainings,
            BooleanSupplier ending,
            LongSupplier nanoTime) {
        this.lines = lines;
        this.screen = screen;
        this.trainings = trainings;
        this.ending = ending;
        this.nanoTime = nanoTime;
        this.size = screen.size();
        this.sizeKnownAt = nanoTime.getAsLong();
    }

    @Override
    public synchronized void onStart(StudyRecord begun) {
        study = begun;
    }

    @Override
    public synchronized void onEvent(TrialEvent event, StudyView view) {
        trainings.reported(event);
        latest = view;
        if (start == null && study != null) {
            start = new Start(StudyProgress.of(study, view), nanoTime.getAsLong());
        }
    }

    /** Draws the bar alone, as it stays. */
    @Override
    public synchronized void onEnd(StudyResult result) {
        latest = null;
        State state = result.interrupted() ? State.INTERRUPTED : State.ENDED;
        StudyProgress progress = StudyProgress.of(result.study(), result.view());
        ProgressBlock block = new ProgressBlock(
                result.study().id().value(), result.view(), progress, Optional.empty(), state, trainings);
        lines.show(List.of(block.bar(size.columns() - 1)), size);
    }

    /** Draws the search as it is now, if it has begun and not ended; used by one thread at a time. */
    void draw() {
        long now = nanoTime.getAsLong();
        if (now - sizeKnownAt >= NANOS_OF_SIZE) {
            size = screen.size(); // May take a while, in which the search goes on.
            sizeKnownAt = now;
        }
        draw(now);
    }

    private synchronized void draw(long now) {
        if (study == null || latest == null) {
            return;
        }
        StudyProgress progress = StudyProgress.of(study, latest, this::epochs);
        Optional<TimeLeft> left = start == null
                ? Optional.empty()
                : TimeLeft.of(start.progress(), progress, Duration.ofNanos(Math.max(1, now - start.nanos())));
        State state = ending.getAsBoolean() ? State.ENDING : State.SEARCHING;
        lines.show(new ProgressBlock(study.id().value(), latest, progress, left, state, trainings).lines(size), size);
    }

    /** The epochs behind an open trial, with those that were not yet reported. */
    private double epochs(Trial trial) {
        return trainings
                .of(trial.id())
                .map(place -> Math.max(trial.epochsSpent(), place.epochs()))
                .orElse(trial.epochsSpent());
    }
}
