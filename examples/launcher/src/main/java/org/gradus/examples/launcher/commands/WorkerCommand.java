package org.gradus.examples.launcher.commands;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.gradus.core.engine.RunningSearch;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.engine.Worker;
import org.gradus.core.store.StoreUnavailableException;
import org.gradus.core.study.StudyRecord;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.commandline.LauncherCommand;
import org.gradus.examples.launcher.internal.commandline.Screen;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import org.gradus.examples.launcher.internal.commandline.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Works on a study that a search has begun, until it ends or a scheduler wants the machine back. */
@Command(
        name = "worker",
        description = "Joins a study that search has begun, with its settings, and trains its trials until it ends."
                + " SIGTERM makes it leave: another worker goes on with what it trained.")
final class WorkerCommand implements LauncherCommand {
    private static final long POLL_MILLIS = 500;

    @Mixin
    final StudyChoice choice = new StudyChoice();

    @Mixin
    final TrainingOptions training = new TrainingOptions();

    @Mixin
    final WorkOptions work = new WorkOptions();

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "wait so long for the study, if it is not there yet: 30s, 5m (default: not)")
    Duration wait = Duration.ZERO;

    /** Set when it was asked to leave. */
    private final CountDownLatch leaving = new CountDownLatch(1);

    /** When the time to wait is over, by {@link System#nanoTime}. */
    private long end;

    @Override
    public boolean trains() {
        return !isLeaving() && training.isDeeplearning4j();
    }

    @Override
    public boolean takesProgram() {
        return true;
    }

    @Override
    public void check(CommandFiles files) {
        work.check(training);
        if (wait.isNegative()) {
            throw new IllegalArgumentException("--wait must be 0 or more, but was " + wait);
        }
        choice.check(files);
    }

    private boolean isLeaving() {
        return leaving.getCount() == 0;
    }

    @Override
    public void prepare(Terminal terminal) throws InterruptedException {
        terminal.interruption().exitBySignal();
        terminal.interruption().onInterrupt(leaving::countDown);
        end = System.nanoTime() + wait.toNanos();
        Optional<StudyRecord> found = whenReached(
                () -> hasTime() ? choice.find() : Optional.of(choice.require()), () -> announceWait(terminal));
        if (found.isEmpty()) {
            return;
        }
        StudyRecord study = found.get();
        choice.study = study.id().value();
        trainFor(study);
        try {
            CommandFiles files = new CommandFiles();
            training.check(files);
            files.check();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new UsageException(e);
        }
    }

    private void announceWait(Terminal terminal) {
        terminal.progress()
                .println("waits for study " + (choice.study == null ? "" : "'" + choice.study + "' ") + "for "
                        + wait.toSeconds() + " s at most");
    }

    private boolean hasTime() {
        return System.nanoTime() - end < 0;
    }

    /**
     * Asks until there is an answer; empty if the worker is to leave before. A store that cannot be reached may be started beside
     * the workers, and has none as long as there is time to wait.
     *
     * @param waiting called before the first pause
     */
    private <T> Optional<T> whenReached(Supplier<Optional<T>> question, Runnable waiting) throws InterruptedException {
        boolean first = true;
        while (!isLeaving()) {
            Optional<T> answer = answer(question);
            if (answer.isPresent()) {
                return answer;
            }
            if (first) {
                waiting.run();
                first = false;
            }
            leaving.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
        return Optional.empty();
    }

    private <T> Optional<T> answer(Supplier<Optional<T>> question) {
        try {
            return question.get();
        } catch (StoreUnavailableException e) {
            if (!hasTime()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** Trains with what the study notes, unless it is said otherwise. */
    private void trainFor(StudyRecord study) {
        long seed = study.settings().seed();
        if (training.seed != TrainingOptions.DEFAULT_SEED && training.seed != seed) {
            throw new UsageException("the seed of study '" + study.id() + "' is " + seed + ", not " + training.seed);
        }
        training.seed = seed;
        boolean given = training.given();
        StoredTrainer.of(study).ifPresent(training::fill);
        if (!given && StoredTrainer.of(study).isEmpty()) {
            throw new UsageException("study '" + study.id() + "' does not say how its trainer '"
                    + study.provenance().trainer() + "' is made"
                    + "\nMaybe name it with --trainer, or work on the study with the program that began it.");
        }
        if (training.recorded().lacksSecret()) {
            throw new UsageException("the trainer of study '" + study.id()
                    + "' was begun with a secret, which is not stored"
                    + "\nMaybe repeat its --trainer-option, or its program after --.");
        }
    }

    @Override
    public int run(Terminal terminal) throws InterruptedException {
        if (isLeaving()) {
            return terminal.interruption().exitCode();
        }
        try (ChosenTrainer chosen = training.open()) {
            Optional<StudyResult> result = terminal.screen().isPresent()
                    ? onScreen(terminal.screen().get(), chosen, terminal)
                    : inLines(chosen, terminal);
            if (result.isEmpty()) {
                return terminal.interruption().exitCode();
            }
            if (result.get().interrupted()) {
                terminal.progress().println(WorkerHealth.NAME + " has left; others go on with the study.");
                return terminal.interruption().exitCode();
            }
            terminal.out().println(SearchSummary.of(result.get()));
            return ExitCode.OK;
        }
    }

    private Optional<StudyResult> onScreen(Screen screen, ChosenTrainer chosen, Terminal terminal)
            throws InterruptedException {
        try (ShownProgress shown = new ShownProgress(terminal, screen)) {
            Worker worker = worker(chosen.watchedBy(shown.trainings()));
            return result(worker.progress(shown::say).listener(shown.listener()), terminal, shown::leave);
        }
    }

    private Optional<StudyResult> inLines(ChosenTrainer chosen, Terminal terminal) throws InterruptedException {
        try (WorkerHealth health = new WorkerHealth(terminal.progress()::println)) {
            return result(worker(chosen.watchedBy(health.trainings())).listener(health), terminal, () -> {});
        }
    }

    private Worker worker(ChosenTrainer chosen) {
        Worker worker =
                Search.join(choice.store, choice.newName(), chosen.trainer()).parallelism(work.parallel(training));
        work.timeLimit().ifPresent(worker::trialTimeLimit);
        work.held(training, chosen).ifPresent(worker::heldInMemory);
        return worker;
    }

    /** What the worker has at its end; empty if it is to leave before it began. */
    private Optional<StudyResult> result(Worker worker, Terminal terminal, Runnable leave) throws InterruptedException {
        Optional<RunningSearch> started = whenReached(() -> Optional.of(start(worker)), () -> {});
        started.ifPresent(running -> terminal.interruption().onInterrupt(running::cancel, leave));
        return started.map(RunningSearch::await);
    }

    private static RunningSearch start(Worker worker) {
        try {
            return worker.start();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new UsageException(e);
        }
    }
}
