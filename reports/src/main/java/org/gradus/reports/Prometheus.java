package org.gradus.reports;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.gradus.core.engine.SearchListener;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialState;
import org.jspecify.annotations.Nullable;

/**
 * Figures of a running search for Prometheus, in its text format at {@code http://localhost:PORT/metrics}. Needs the artifacts {@code
 * io.prometheus:prometheus-metrics-core} and {@code prometheus-metrics-exporter-httpserver}, which are optional.
 *
 * <pre>{@code
 * try (Prometheus metrics = Prometheus.serve(9400)) {
 *     Search.of(trainer).learningRate(1e-5, 1).trials(16).epochs(5).listener(metrics).run();
 * }
 * }</pre>
 *
 * <p>All have the label {@code study}:
 *
 * <ul>
 *   <li>{@code gradus_epochs_total}: the epochs that all trials were trained for
 *   <li>{@code gradus_training_seconds_total}: the time that all trainings took, added up over workers
 *   <li>{@code gradus_trials_total}: the trials that have ended, by {@code outcome}, of all purposes
 *   <li>{@code gradus_running_trials}: the trials that have an order to train
 *   <li>{@code gradus_best_score}: the best figure of the objective so far, by {@code figure}; missing before there is one
 *   <li>{@code gradus_search_running}: 1 while it is searched, 0 afterwards
 * </ul>
 *
 * They are reckoned when they are asked for, by the thread that asks. Thread-safe.
 */
public final class Prometheus implements SearchListener, AutoCloseable {
    private static final double MILLIS = 1000;

    private final PrometheusRegistry registry;
    private @Nullable HTTPServer server;
    private volatile @Nullable StudyRecord study;
    private volatile @Nullable StudyView view;
    private volatile boolean running;

    private Prometheus(PrometheusRegistry registry) {
        this.registry = registry;
        counter("gradus_epochs", "The epochs that all trials were trained for.", StudyView::epochsSpent);
        counter(
                "gradus_training_seconds",
                "The time that all trainings took, in seconds.",
                now -> now.trainingMillis() / MILLIS);
        CounterWithCallback.builder()
                .name("gradus_trials")
                .help("The trials that have ended.")
                .labelNames("study", "outcome")
                .callback(this::trials)
                .register(registry);
        GaugeWithCallback.builder()
                .name("gradus_best_score")
                .help("The best figure of the objective so far.")
                .labelNames("study", "figure")
                .callback(this::best)
                .register(registry);
        GaugeWithCallback.builder()
                .name("gradus_running_trials")
                .help("The trials that have an order to train.")
                .labelNames("study")
                .callback(callback -> {
                    StudyView now = view;
                    if (now != null) {
                        callback.call(count(now.open(), trial -> trial.state() == TrialState.RUNNING), name());
                    }
                })
                .register(registry);
        GaugeWithCallback.builder()
                .name("gradus_search_running")
                .help("1 while it is searched.")
                .labelNames("study")
                .callback(callback -> {
                    if (study != null) {
                        callback.call(running ? 1 : 0, name());
                    }
                })
                .register(registry);
    }

    /**
     * Serves the figures to programs on this machine.
     *
     * @param port from 1 to 65535, or 0 for one that is free
     * @throws SearchException if the port is taken
     */
    public static Prometheus serve(int port) {
        Prometheus metrics = new Prometheus(new PrometheusRegistry());
        try {
            metrics.server = HTTPServer.builder()
                    .inetAddress(InetAddress.getLoopbackAddress())
                    .port(port)
                    .registry(metrics.registry)
                    .buildAndStart();
        } catch (IOException e) {
            throw new SearchException(
                    "the metrics cannot be served at port " + port + ": " + e.getMessage()
                            + "\nMaybe choose another port, or 0.",
                    e);
        }
        return metrics;
    }

    /** Adds the figures to a registry of yours, which you serve yourself. A registry takes one such listener. */
    public static Prometheus in(PrometheusRegistry registry) {
        return new Prometheus(registry);
    }

    /**
     * Where they are served.
     *
     * @throws IllegalStateException if they are not
     */
    public int port() {
        if (server == null) {
            throw new IllegalStateException("these metrics are in a registry, and not served");
        }
        return server.getPort();
    }

    @Override
    public void onStart(StudyRecord record) {
        view = null;
        study = record;
        running = true;
    }

    @Override
    public void onEvent(TrialEvent event, StudyView now) {
        view = now;
    }

    @Override
    public void onEnd(StudyResult result) {
        view = result.view();
        running = false;
    }

    /** Stops serving. */
    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }

    private void counter(String name, String help, ToDoubleFunction<StudyView> figure) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames("study")
                .callback(callback -> {
                    StudyView now = view;
                    if (now != null) {
                        callback.call(figure.applyAsDouble(now), name());
                    }
                })
                .register(registry);
    }

    private void trials(CounterWithCallback.Callback callback) {
        StudyView now = view;
        if (now != null) {
            Arrays.stream(OutcomeKind.values())
                    .forEach(kind ->
                            callback.call(count(now.trials(), trial -> trial.ended(kind)), name(), kind.word()));
        }
    }

    private void best(GaugeWithCallback.Callback callback) {
        StudyView now = view;
        if (now != null && now.bestMeanScore().isPresent()) {
            callback.call(
                    now.objective().toFigure(now.bestMeanScore().getAsDouble()),
                    name(),
                    now.objective().figure());
        }
    }

    private static double count(List<Trial> trials, Predicate<Trial> which) {
        return (double) trials.stream().filter(which).count();
    }

    private String name() {
        StudyRecord record = study;
        return record == null ? "" : record.id().value();
    }
}
