package org.gradus.reports;

import java.net.URI;
import org.gradus.core.engine.SearchListener;
import org.gradus.core.engine.StudyResult;
import org.gradus.reports.internal.exports.Delivery;
import org.gradus.reports.internal.exports.LiveExport;
import org.gradus.reports.internal.exports.Snapshot;
import org.gradus.reports.internal.exports.mlflow.MlflowExport;

/**
 * A study on a tracking server of MLflow (REST 2.0): a run for the study and, nested below it, a run for each trial, with its
 * hyperparameters, its loss and metrics by epoch ({@code validationAccuracy}, {@code trainLoss}; those of the test split where they
 * were read) and its outcome as tags. A completed trial is FINISHED, a stopped one KILLED, a diverged or failed one FAILED. The
 * run of the study has the winner and its mean over all of its trainings.
 *
 * <pre>{@code
 * Search.of(trainer).learningRate(1e-5, 1).trials(16).epochs(5).listener(Mlflow.to(URI.create("http://localhost:5000"))).run();
 * Mlflow.write(result, URI.create("http://localhost:5000"));
 * }</pre>
 *
 * <p>The environment says the rest, as for MLflow's own client: MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or
 * MLFLOW_TRACKING_TOKEN; and MLFLOW_EXPERIMENT_NAME, default {@code gradus}. What is missing on the server is added, what is there
 * stays. Times are reckoned from the beginning of the study and the time that each trial took.
 */
public final class Mlflow {
    private Mlflow() {}

    /**
     * Adds what the server lacks of a study.
     *
     * @param server {@code http://HOST:PORT} or {@code https://HOST}
     * @throws IllegalArgumentException if that is another address, or has a user in it
     * @throws org.gradus.core.study.SearchException if the server cannot be reached, or refuses, with its words
     */
    public static void write(StudyResult result, URI server) {
        Delivery.deliver(new MlflowExport(server, System.getenv()), Snapshot.of(result));
    }

    /**
     * Keeps a server up to date with a search, without slowing it: to be given to {@code Search.listener}. A server that cannot be
     * reached is logged once; what it missed is delivered when it is back, or later by {@link #write}. If several workers search,
     * one of them does this.
     *
     * @param server {@code http://HOST:PORT} or {@code https://HOST}
     * @throws IllegalArgumentException if that is another address, or has a user in it
     */
    public static SearchListener to(URI server) {
        return new LiveExport(new MlflowExport(server, System.getenv()));
    }
}
