package org.gradus.examples.launcher.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Figures;
import org.gradus.core.study.StudyProgress;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TimeLeft;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPlan;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.examples.launcher.internal.commandline.Screen;
import org.gradus.examples.launcher.internal.commandline.StyledText;
import org.gradus.examples.launcher.internal.commandline.StyledText.Style;
import org.gradus.examples.launcher.internal.commandline.TextWidth;

/**
 * What a screen shows of a search at one moment: a bar, and below it a line for each training of this process where there is room.
 *
 * @param name of the study
 * @param progress how far it has come
 * @param left the time that is left, where it is known
 * @param trainings where the trainings of this process stand
 */
record ProgressBlock(
        String name,
        StudyView view,
        StudyProgress progress,
        Optional<TimeLeft> left,
        State state,
        RunningTrainings trainings) {
    /** What the search does. */
    enum State {
        SEARCHING,
        ENDING,
        INTERRUPTED,
        ENDED
    }

    /** How much the bar says: what comes first is tried first. */
    private record Form(int nameColumns, int cells, boolean isInWords, boolean hasBest, boolean hasTime) {
        private static final List<Form> ALL = List.of(
                new Form(30, 30, true, true, true),
                new Form(30, 20, false, true, true),
                new Form(16, 10, false, true, true),
                new Form(0, 10, false, true, true),
                new Form(0, 0, false, true, true),
                new Form(0, 0, false, true, false),
                new Form(0, 0, false, false, false));
    }

    /** On a screen that is narrower or lower, trials have no lines of their own. */
    private static final int LEAST_COLUMNS = 60;

    private static final int LEAST_ROWS = 10;

    /** The lines of trials take this part of the rows at most: what is printed stays in sight. */
    private static final int PART_OF_ROWS = 3;

    private static final int PERCENT = 100;

    /** The lines for a screen, the bar first. */
    List<StyledText> lines(Screen.Size size) {
        List<StyledText> lines = new ArrayList<>();
        lines.add(bar(size.columns() - 1));
        if (size.columns() >= LEAST_COLUMNS && size.rows() >= LEAST_ROWS) {
            lines.addAll(trials(size.rows() / PART_OF_ROWS));
        }
        return lines;
    }

    /** The most that can be said of the search in so many columns. */
    StyledText bar(int columns) {
        StyledText bar = StyledText.EMPTY;
        for (Form form : Form.ALL) {
            bar = bar(form);
            if (bar.columns() <= columns) {
                return bar;
            }
        }
        return bar;
    }

    private StyledText bar(Form form) {
        StyledText bar = form.nameColumns() == 0
                ? StyledText.EMPTY
                : StyledText.of(StyledText.of(name).printed(form.nameColumns(), false) + " ");
        if (progress.hasEnd() || state == State.ENDED) {
            double share = state == State.ENDED ? 1 : progress.share();
            int full = (int) (share * form.cells());
            bar = form.cells() == 0
                    ? bar
                    : bar.plus("[")
                            .plus("=".repeat(full), Style.GREEN)
                            .plus(" ".repeat(form.cells() - full))
                            .plus("] ");
            bar = bar.plus(String.format("%3d%% ", (int) (share * PERCENT)));
        }
        bar = bar.plus(epochs(form));
        if (form.hasBest() && view.bestMeanScore().isPresent()) {
            bar = bar.plus(", best ").plus(figure(view.bestMeanScore().getAsDouble()), Style.STRONG);
            bar = bar.plus(view.bestCompleted().map(ProgressBlock::place).orElse(""));
        }
        Optional<String> end = end();
        return form.hasTime() && end.isPresent() ? bar.plus(", " + end.get()) : bar;
    }

    private String epochs(Form form) {
        double done = Math.floor(progress.epochs());
        if (state == State.ENDED || !progress.hasEnd()) {
            return Figures.counted(done, "epoch");
        }
        double most = Math.ceil(progress.epochs() + progress.mostLeft());
        return Figures.fixed(done, 0) + (form.isInWords() ? " of at most " : "/") + Figures.counted(most, "epoch");
    }

    private Optional<String> end() {
        return switch (state) {
            case SEARCHING -> left.map(TimeLeft::words);
            case ENDING -> Optional.of("ending");
            case INTERRUPTED -> Optional.of("interrupted");
            case ENDED -> Optional.empty();
        };
    }

    private static String place(Trial best) {
        return best.learningRate().map(rate -> " at " + rate).orElseGet(() -> " of " + best.id());
    }

    private String figure(double score) {
        return Figures.of(view.objective().toFigure(score));
    }

    private List<StyledText> trials(int most) {
        List<TrainingPlace> running = trainings.all().stream()
                .filter(place -> place.plan().id().number() <= view.trials().size())
                .toList();
        List<TrainingPlace> shown = running.size() <= most ? running : running.subList(0, most - 1);
        List<StyledText> lines = new ArrayList<>(table(shown));
        if (shown.size() < running.size()) {
            lines.add(StyledText.of("  and " + Figures.counted(running.size() - shown.size(), "more trial")));
        }
        return lines;
    }

    /** A line for each training, its parts below each other. */
    private List<StyledText> table(List<TrainingPlace> shown) {
        List<List<String>> rows = shown.stream()
                .map(place -> List.of(place.plan().id().toString(), place.words(), latest(place), words(place.plan())))
                .toList();
        return rows.stream()
                .map(row -> StyledText.of(
                        "  " + padded(row, rows, 0) + padded(row, rows, 1) + padded(row, rows, 2) + row.get(3)))
                .toList();
    }

    private static String padded(List<String> row, List<List<String>> rows, int column) {
        int width =
                rows.stream().mapToInt(r -> TextWidth.of(r.get(column))).max().orElse(0);
        String cell = row.get(column);
        return width == 0 ? "" : cell + " ".repeat(width - TextWidth.of(cell) + 2);
    }

    /** The last score of a trial, which may have been reported by another process. */
    private String latest(TrainingPlace place) {
        Objective objective = view.objective();
        return Stream.concat(
                        place.last().stream()
                                .flatMap(point ->
                                        objective.figureAt(point).stream().boxed()),
                        view.trial(place.plan().id()).latestScore(objective).stream()
                                .map(score -> objective.toFigure(score.value())))
                .findFirst()
                .map(value -> objective.words() + " " + Figures.of(value))
                .orElse("");
    }

    /** What is trained; where that is more than a rate, all of it. */
    private static String words(TrialPlan plan) {
        Configuration configuration = plan.configuration().unobserved();
        return plan.purpose() == TrialPurpose.SEARCH && configuration.values().size() > 1
                ? configuration.toString()
                : plan.words();
    }
}
