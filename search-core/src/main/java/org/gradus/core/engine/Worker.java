package org.gradus.core.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.gradus.core.study.StudyId;

/**
 * Works on a study that another process has begun. What is searched, and how, is what the study was begun with; here is said only
 * what may differ from worker to worker. Made by {@link Search#join}. Not thread-safe.
 *
 * <p>A worker that is cancelled gives its trials back with their models, where its store keeps them and its trainer makes
 * checkpoints, and another worker goes on from there.
 *
 * <pre>{@code
 * StudyResult result = Search.join("jdbc:postgresql://db.example.org/gradus", "fashion-cnn", trainer).run();
 * }</pre>
 */
public final class Worker {
    private final String address;
    private final StudyId study;
    private final SearchSettings settings;

    Worker(String address, StudyId study, SearchSettings settings) {
        this.address = address;
        this.study = study;
        this.settings = settings;
    }

    /** How many trainings run here at once, at least 1; default 1. */
    public Worker parallelism(int value) {
        settings.parallelism = value;
        return this;
    }

    /** As {@link Search#heldInMemory}. */
    public Worker heldInMemory(int sessions) {
        settings.heldInMemory = OptionalInt.of(sessions);
        return this;
    }

    /** As {@link Search#trialTimeLimit}. */
    public Worker trialTimeLimit(Duration value) {
        settings.trialTimeLimit = Optional.of(value);
        return this;
    }

    /** As {@link Search#heartbeat}; workers of one study need not have the same. */
    public Worker heartbeat(Duration value) {
        settings.heartbeat = value;
        return this;
    }

    /** Watches the study, what other workers do in it too. */
    public Worker listener(SearchListener value) {
        settings.listeners.add(value);
        return this;
    }

    /** As {@link Search#progress(Consumer)}; other workers' trials have their lines too. */
    public Worker progress(Consumer<String> lines) {
        return listener(new ProgressLines(lines));
    }

    /** Works until the study ends; refuses what {@link #start} refuses. */
    public StudyResult run() {
        return start().await();
    }

    /**
     * Starts to work in a thread of its own.
     *
     * @throws IllegalArgumentException if a setting is out of its range
     * @throws IllegalStateException if the study was begun with another trainer, naming what differs
     * @throws org.gradus.core.study.SearchException if the store cannot be used or has no such study, or the study was begun with
     *     rules or strategies that are not known here
     */
    public RunningSearch start() {
        return new SearchStarter(settings).join(address, study);
    }
}
