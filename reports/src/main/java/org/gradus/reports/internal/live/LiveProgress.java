package org.gradus.reports.internal.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.space.Figures;
import org.gradus.core.study.StudyProgress;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TimeLeft;

/**
 * What the bar of progress says.
 *
 * @param number counts the changes of the study
 * @param progress how far it has come
 * @param view the study
 * @param left the time that is left, where it is known
 * @param result the result, once the search has ended
 */
record LiveProgress(
        long number, StudyProgress progress, StudyView view, Optional<TimeLeft> left, Optional<StudyResult> result) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * The bar as JSON, in one line.
     *
     * @param version the number of the page that browsers are to show
     * @param isOver whether nothing changes any more
     * @param stays whether the page is served after the end of the search
     */
    String json(long version, boolean isOver, boolean stays) {
        ObjectNode json = MAPPER.createObjectNode();
        boolean ended = result.isPresent() || isOver;
        json.put("state", state(ended));
        json.put("words", words(ended));
        if (ended) {
            json.put("share", 1);
        } else if (progress.hasEnd()) {
            json.put("share", progress.share());
        } else {
            json.putNull("share");
        }
        json.put("version", Long.toString(version));
        json.put("over", ended);
        json.put("stays", stays);
        return json.toString();
    }

    private String state(boolean ended) {
        if (!ended) {
            return "Searching.";
        }
        return result.isPresent() && !result.get().interrupted()
                ? "The search has ended."
                : "The search was interrupted.";
    }

    private String words(boolean ended) {
        List<String> parts = new ArrayList<>();
        String epochs = Figures.fixed(progress.epochs(), 0);
        parts.add(
                ended
                        ? Figures.counted(Math.rint(progress.epochs()), "epoch")
                        : epochs
                                + (progress.hasEnd()
                                        ? " of at most "
                                                + Figures.counted(
                                                        Math.ceil(progress.epochs() + progress.mostLeft()), "epoch")
                                        : " epochs, no end is set"));
        parts.add(progress.ended() + " of " + Figures.counted(progress.begun(), "begun trial") + " ended");
        if (!ended) {
            left.ifPresent(time -> parts.add(time.words()));
        }
        view.bestMeanScore()
                .ifPresent(score -> parts.add("best " + view.objective().words() + " "
                        + Figures.of(view.objective().toFigure(score))));
        return String.join(" · ", parts);
    }
}
