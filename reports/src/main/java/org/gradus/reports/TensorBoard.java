package org.gradus.reports;

import java.nio.file.Path;
import org.gradus.core.engine.SearchListener;
import org.gradus.core.engine.StudyResult;
import org.gradus.reports.internal.exports.Delivery;
import org.gradus.reports.internal.exports.LiveExport;
import org.gradus.reports.internal.exports.Snapshot;
import org.gradus.reports.internal.exports.tensorboard.TensorBoardExport;

/**
 * A study as event files, which {@code tensorboard --logdir FOLDER} shows: the loss and the metrics of each trial by epoch, under
 * {@code train/} and {@code validation/}, and, for the HParams plugin, its hyperparameters and whether it ended well. A candidate
 * and its replicates are a session group. A sweep has its loss and learning rate by step.
 *
 * <pre>{@code
 * Search.of(trainer).learningRate(1e-5, 1).trials(16).epochs(5).listener(TensorBoard.to(Path.of("runs"))).run();
 * TensorBoard.write(result, Path.of("runs"));
 * }</pre>
 *
 * <p>A folder is for one study. What is missing in it is added, what is there stays: a search that continues and a later {@code
 * write} continue the same folder. TensorBoard keeps 32 bits of a figure. Times are reckoned from the beginning of the study and the
 * time that each trial took.
 */
public final class TensorBoard {
    private TensorBoard() {}

    /**
     * Adds what the folder lacks of a study; it is created where it is missing.
     *
     * @throws org.gradus.core.study.SearchException if it has another study or files of something else, or cannot be written to
     */
    public static void write(StudyResult result, Path folder) {
        Delivery.deliver(new TensorBoardExport(folder), Snapshot.of(result));
    }

    /**
     * Keeps a folder up to date with a search, without slowing it: to be given to {@code Search.listener}. A folder that cannot be
     * written to is logged once, and does not end the search.
     */
    public static SearchListener to(Path folder) {
        return new LiveExport(new TensorBoardExport(folder));
    }
}
