package org.gradus.reports.internal.exports.optuna;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.space.Parameter;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.Trial;
import org.gradus.reports.internal.exports.Snapshot;
import org.gradus.reports.internal.exports.TrialTimes;

/**
 * The lines of a journal, one operation each. What Optuna's own readers and the one of its browser page both take is used: a trial
 * is created with its parameters, because the page shows the index of a choice that is set later, and without intermediate
 * values, because the page reads those of a line of their own alone.
 */
final class JournalLines {
    /** The attribute with the number of a trial in Gradus. */
    static final String TRIAL = "gradus:trial";

    /** The attribute of a study by which an export recognizes its own. */
    static final String IDENTITY = "gradus:identity";

    static final String OUTCOME = "gradus:outcome";
    static final String REASON = "gradus:reason";

    private static final int MINIMIZE = 1;
    private static final int MAXIMIZE = 2;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'").withZone(ZoneOffset.UTC);

    private final String worker;
    private final List<ObjectNode> lines = new ArrayList<>();

    JournalLines(Snapshot snapshot) {
        worker = "gradus-" + snapshot.identity();
    }

    List<ObjectNode> lines() {
        return lines;
    }

    void createStudy(Snapshot snapshot, int id) {
        Objective objective = snapshot.study().objective();
        line(Operation.CREATE_STUDY)
                .put("study_name", snapshot.study().id().value())
                .putArray("directions")
                .add(objective.maximize() ? MAXIMIZE : MINIMIZE);
        line(Operation.SET_STUDY_SYSTEM_ATTR)
                .put("study_id", id)
                .putObject("system_attr")
                .putArray("study:metric_names")
                .add(objective.figure());
        studyAttribute(id, IDENTITY, snapshot.identity());
    }

    void studyAttribute(int study, String key, String value) {
        line(Operation.SET_STUDY_USER_ATTR)
                .put("study_id", study)
                .putObject("user_attr")
                .put(key, value);
    }

    void createTrial(int study, SearchSpace space, Trial trial, TrialTimes times) {
        ObjectNode line = line(Operation.CREATE_TRIAL)
                .put("study_id", study)
                .put("datetime_start", time(times.begin(trial)))
                .put("state", JournalTrialState.RUNNING.code());
        ObjectNode distributions = line.putObject("distributions");
        ObjectNode params = line.putObject("params");
        Map<String, Object> values = trial.configuration().values();
        for (Parameter parameter : space.parameters()) {
            Object value = values.get(parameter.name());
            if (value != null) {
                distributions.put(parameter.name(), Distributions.json(parameter.domain()));
                params.put(parameter.name(), Distributions.internal(parameter.domain(), value));
            }
        }
        line.putObject("user_attrs")
                .put(TRIAL, trial.id().number())
                .put("gradus:proposedBy", trial.plan().proposedBy())
                .put("gradus:why", trial.plan().reason());
        line.putObject("system_attrs");
    }

    /** The finite figures of the objective after this epoch; JSON has no others. */
    void intermediateValues(int id, Objective objective, Trial trial, long after) {
        for (CurvePoint point : trial.wholeEpochs()) {
            OptionalDouble figure = objective.figureAt(point);
            long epoch = point.step() / trial.stepsPerEpoch();
            if (epoch > after && figure.isPresent() && Double.isFinite(figure.getAsDouble())) {
                line(Operation.SET_TRIAL_INTERMEDIATE_VALUE)
                        .put("trial_id", id)
                        .put("step", epoch)
                        .put("intermediate_value", figure.getAsDouble());
            }
        }
    }

    void trialAttribute(int id, String key, String value) {
        line(Operation.SET_TRIAL_USER_ATTR)
                .put("trial_id", id)
                .putObject("user_attr")
                .put(key, value);
    }

    /** The end of a trial; Optuna takes the last figure of a pruned trial for its value. */
    void end(int id, Objective objective, Trial trial, Outcome outcome, TrialTimes times) {
        var score = trial.finalScore().or(() -> trial.latestScore(objective).filter(s -> s.epoch() > 0));
        JournalTrialState state = JournalTrialState.of(outcome, score.isPresent());
        ObjectNode line =
                line(Operation.SET_TRIAL_STATE_VALUES).put("trial_id", id).put("state", state.code());
        if (state == JournalTrialState.FAIL || score.isEmpty()) {
            line.putNull("values");
        } else {
            line.putArray("values").add(objective.toFigure(score.get().value()));
        }
        line.put("datetime_start", time(times.begin(trial))).put("datetime_complete", time(times.end(trial)));
    }

    private ObjectNode line(Operation operation) {
        ObjectNode line =
                JSON.createObjectNode().put("op_code", operation.code()).put("worker_id", worker);
        lines.add(line);
        return line;
    }

    private static String time(Instant time) {
        return TIME.format(time);
    }
}
