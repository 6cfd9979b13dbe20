package org.gradus.reports.internal.exports.tensorboard;

import com.google.protobuf.ListValue;
import com.google.protobuf.Value;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.space.CategoricalDomain;
import org.gradus.core.space.IntegerDomain;
import org.gradus.core.space.Parameter;
import org.gradus.core.space.RealDomain;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Trial;
import org.gradus.reports.internal.exports.Snapshot;
import org.gradus.reports.internal.exports.TrialNames;
import org.gradus.reports.internal.exports.TrialTimes;
import org.gradus.reports.internal.exports.tensorboard.proto.DataType;
import org.gradus.reports.internal.exports.tensorboard.proto.DatasetType;
import org.gradus.reports.internal.exports.tensorboard.proto.Event;
import org.gradus.reports.internal.exports.tensorboard.proto.Experiment;
import org.gradus.reports.internal.exports.tensorboard.proto.HParamInfo;
import org.gradus.reports.internal.exports.tensorboard.proto.HParamsPluginData;
import org.gradus.reports.internal.exports.tensorboard.proto.Interval;
import org.gradus.reports.internal.exports.tensorboard.proto.MetricInfo;
import org.gradus.reports.internal.exports.tensorboard.proto.MetricName;
import org.gradus.reports.internal.exports.tensorboard.proto.SessionEndInfo;
import org.gradus.reports.internal.exports.tensorboard.proto.SessionStartInfo;
import org.gradus.reports.internal.exports.tensorboard.proto.Status;
import org.gradus.reports.internal.exports.tensorboard.proto.Summary;
import org.gradus.reports.internal.exports.tensorboard.proto.SummaryMetadata;

/** The records of TensorBoard's HParams plugin: a study is an experiment, a trial a session, the seeds of a candidate its group. */
final class HParams {
    private static final String PLUGIN = "hparams";
    private static final String EXPERIMENT = "_hparams_/experiment";
    private static final String START = "_hparams_/session_start_info";
    private static final String END = "_hparams_/session_end_info";

    private HParams() {}

    static boolean isStart(Event event) {
        return hasTag(event, START);
    }

    static boolean isEnd(Event event) {
        return hasTag(event, END);
    }

    private static boolean hasTag(Event event, String tag) {
        return event.getSummary().getValueList().stream()
                .anyMatch(v -> v.getTag().equals(tag));
    }

    /** What an event says about the experiment; empty if it says nothing about it. */
    static Optional<Experiment> experiment(Event event) throws IOException {
        for (Summary.Value value : event.getSummary().getValueList()) {
            if (value.getTag().equals(EXPERIMENT)) {
                return Optional.of(HParamsPluginData.parseFrom(
                                value.getMetadata().getPluginData().getContent())
                        .getExperiment());
            }
        }
        return Optional.empty();
    }

    static Event experiment(Snapshot snapshot) {
        double seconds = TrialTimes.seconds(TrialTimes.started(snapshot));
        Experiment.Builder experiment = Experiment.newBuilder()
                .setName(snapshot.study().id().value())
                .setDescription(description(snapshot))
                .setTimeCreatedSecs(seconds);
        snapshot.study().space().parameters().forEach(p -> experiment.addHparamInfos(info(p)));
        String metric = snapshot.study().objective().metric();
        for (String name : metric.equals("loss") ? List.of("loss") : List.of(metric, "loss")) {
            experiment.addMetricInfos(metric(Scalars.VALIDATION, name, DatasetType.DATASET_VALIDATION));
            experiment.addMetricInfos(metric(Scalars.TRAIN, name, DatasetType.DATASET_TRAINING));
        }
        return event(seconds, EXPERIMENT, HParamsPluginData.newBuilder().setExperiment(experiment));
    }

    /** Also what an export of the same study is recognized by. */
    static String description(Snapshot snapshot) {
        return "Gradus study " + snapshot.identity() + ": " + snapshot.study().objective();
    }

    private static HParamInfo info(Parameter parameter) {
        HParamInfo.Builder info =
                HParamInfo.newBuilder().setName(parameter.name()).setDescription(parameter.describe());
        return switch (parameter.domain().kind()) {
            case REAL -> {
                RealDomain real = (RealDomain) parameter.domain();
                yield interval(info, real.min(), real.max());
            }
            case INTEGER -> {
                IntegerDomain integer = (IntegerDomain) parameter.domain();
                yield interval(info, (double) integer.min(), (double) integer.max());
            }
            case CATEGORICAL -> {
                ListValue.Builder values = ListValue.newBuilder();
                ((CategoricalDomain) parameter.domain()).values().forEach(v -> values.addValues(value(v)));
                yield info.setType(DataType.DATA_TYPE_STRING)
                        .setDomainDiscrete(values)
                        .build();
            }
        };
    }

    private static HParamInfo interval(HParamInfo.Builder info, double min, double max) {
        return info.setType(DataType.DATA_TYPE_FLOAT64)
                .setDomainInterval(Interval.newBuilder().setMinValue(min).setMaxValue(max))
                .build();
    }

    private static MetricInfo metric(String split, String name, DatasetType type) {
        String tag = Scalars.tag(split, name);
        return MetricInfo.newBuilder()
                .setName(MetricName.newBuilder().setTag(tag))
                .setDisplayName(tag)
                .setDatasetType(type)
                .build();
    }

    static Event start(Trial trial, TrialTimes times) {
        double seconds = TrialTimes.seconds(times.begin(trial));
        Map<String, Value> values = new LinkedHashMap<>();
        trial.configuration().values().forEach((name, value) -> values.put(name, value(value)));
        return event(
                seconds,
                START,
                HParamsPluginData.newBuilder()
                        .setSessionStartInfo(SessionStartInfo.newBuilder()
                                .putAllHparams(values)
                                .setGroupName(TrialNames.of(TrialNames.candidate(trial)))
                                .setStartTimeSecs(seconds)));
    }

    /** A stopped trial is no failure: its curve counts as far as it goes. */
    static Event end(Trial trial, Outcome outcome, TrialTimes times) {
        double seconds = TrialTimes.seconds(times.end(trial));
        boolean success = outcome.kind() == OutcomeKind.COMPLETED || outcome.kind() == OutcomeKind.STOPPED;
        return event(
                seconds,
                END,
                HParamsPluginData.newBuilder()
                        .setSessionEndInfo(SessionEndInfo.newBuilder()
                                .setStatus(success ? Status.STATUS_SUCCESS : Status.STATUS_FAILURE)
                                .setEndTimeSecs(seconds)));
    }

    private static Value value(Object value) {
        return value instanceof Number number
                ? Value.newBuilder().setNumberValue(number.doubleValue()).build()
                : Value.newBuilder().setStringValue(value.toString()).build();
    }

    private static Event event(double seconds, String tag, HParamsPluginData.Builder data) {
        return Event.newBuilder()
                .setWallTime(seconds)
                .setSummary(Summary.newBuilder()
                        .addValue(Summary.Value.newBuilder()
                                .setTag(tag)
                                .setMetadata(SummaryMetadata.newBuilder()
                                        .setPluginData(SummaryMetadata.PluginData.newBuilder()
                                                .setPluginName(PLUGIN)
                                                .setContent(data.build().toByteString())))))
                .build();
    }
}
