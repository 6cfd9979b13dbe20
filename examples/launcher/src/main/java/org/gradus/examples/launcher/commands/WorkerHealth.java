package org.gradus.examples.launcher.commands;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.gradus.core.engine.SearchListener;
import org.gradus.core.space.Figures;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.Trial;
import org.jspecify.annotations.Nullable;

/**
 * Says what a worker does, in a line: what it trains and how far the study is. At once when a training begins or ends here or the
 * study gets on, and every minute. Thread-safe.
 */
final class WorkerHealth implements SearchListener, AutoCloseable {
    /** {@code worker host-123}. */
    static final String NAME =
            "worker " + host() + "-" + ProcessHandle.current().pid();

    private static final long MINUTE_SECONDS = 60;

    private final Consumer<String> lines;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "gradus-health");
        thread.setDaemon(true);
        return thread;
    });

    private final RunningTrainings here = new RunningTrainings(this::sayChange);

    private @Nullable StudyView view;
    private String said = "";

    @SuppressWarnings("FutureReturnValueIgnored") // It ends with the clock.
    WorkerHealth(Consumer<String> lines) {
        this.lines = lines;
        clock.scheduleAtFixedRate(this::say, MINUTE_SECONDS, MINUTE_SECONDS, TimeUnit.SECONDS);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "host";
        }
    }

    /** The trainings that its lines are about. */
    RunningTrainings trainings() {
        return here;
    }

    @Override
    public void onStart(StudyRecord study) {
        lines.accept(NAME + " joins study '" + study.id() + "'");
    }

    @Override
    public void onEvent(TrialEvent event, StudyView now) {
        synchronized (this) {
            view = now;
        }
        if (here.reported(event)) {
            sayChange();
        }
    }

    /** Says the line unless it was said already. */
    private synchronized void sayChange() {
        if (!line().equals(said)) {
            say();
        }
    }

    private synchronized void say() {
        said = line();
        lines.accept(said);
    }

    private synchronized String line() {
        List<String> trainings = new ArrayList<>();
        here.all().forEach(place -> trainings.add(place.plan().id() + " at " + place.words()));
        return NAME + ": " + (trainings.isEmpty() ? "nothing to train" : String.join(", ", trainings))
                + (view == null ? "" : "; study: " + words(view));
    }

    private static String words(StudyView study) {
        long ended = study.trials().stream().filter(Trial::ended).count();
        List<StudyView.BestSoFar> best = study.bestSoFar();
        int all = Math.max(study.trials().size(), study.budget().trials().orElse(0));
        return ended + " of " + Figures.counted(all, "trial")
                + (best.isEmpty()
                        ? ""
                        : ", best " + Figures.of(best.get(best.size() - 1).figure()));
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
