package org.gradus.trainers.spark.internal.wire;

import com.google.common.io.ByteArrayDataInput;
import com.google.common.io.ByteArrayDataOutput;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.curve.LearningCurve.Divergence;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.LearningRateSchedule;
import org.gradus.core.space.ScheduleFamily;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.Sweep;
import org.gradus.core.trial.TrialPlan;
import org.gradus.core.trial.TrialPurpose;

/** Requests to train. A schedule goes by the name of its family, a sweep by its ends. */
final class Requests {
    private Requests() {}

    static void write(ByteArrayDataOutput out, TrainingRequest request) {
        writePlan(out, request.plan());
        Bytes.writeText(out, scheduleName(request));
        out.writeLong(request.totalSteps());
        out.writeInt(request.recordEvery());
        out.writeDouble(request.divergence().factor());
        out.writeInt(request.divergence().points());
    }

    static TrainingRequest read(ByteArrayDataInput in) {
        TrialPlan plan = readPlan(in);
        String schedule = Bytes.readText(in);
        return new TrainingRequest(
                plan,
                plan.sweep()
                        .map(Sweep::schedule)
                        .orElseGet(() -> schedule(ScheduleFamily.named(schedule), plan.configuration())),
                in.readLong(),
                in.readInt(),
                new Divergence(in.readDouble(), in.readInt()));
    }

    /** The name of a schedule; empty for a sweep, which goes by its ends. */
    static String scheduleName(TrainingRequest request) {
        if (request.isSweep()) {
            return "";
        }
        Configuration configuration = request.configuration().unobserved();
        return ScheduleFamily.all().values().stream()
                .filter(family -> schedule(family, configuration).equals(request.schedule()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("executors of Spark know schedules by their names, and "
                        + request.schedule() + " is none of "
                        + String.join(", ", ScheduleFamily.all().keySet())))
                .name();
    }

    private static LearningRateSchedule schedule(ScheduleFamily family, Configuration configuration) {
        return family.forPeak().apply(configuration.findLearningRate().orElse(new LearningRate(1)));
    }

    private static void writePlan(ByteArrayDataOutput out, TrialPlan plan) {
        Bytes.writeTrial(out, plan.id());
        Bytes.writeText(out, plan.purpose().name());
        Bytes.writeOptional(out, plan.replicateOf(), Bytes::writeTrial);
        out.writeInt(plan.replicate());
        Bytes.writeAll(out, plan.configuration().unobserved().values().entrySet(), Requests::writeValue);
        out.writeLong(plan.seeds().init());
        out.writeLong(plan.seeds().data());
        Bytes.writeOptional(out, plan.sweep(), Requests::writeSweep);
        out.writeLong(plan.stepsPerEpoch());
        Bytes.writeText(out, plan.proposedBy());
        Bytes.writeText(out, plan.reason());
    }

    private static TrialPlan readPlan(ByteArrayDataInput in) {
        return new TrialPlan(
                Bytes.readTrial(in),
                TrialPurpose.valueOf(Bytes.readText(in)),
                Bytes.readOptional(in, Bytes::readTrial),
                in.readInt(),
                readConfiguration(in),
                new Seeds(in.readLong(), in.readLong()),
                Bytes.readOptional(in, Requests::readSweep),
                in.readLong(),
                Bytes.readText(in),
                Bytes.readText(in));
    }

    private static void writeValue(ByteArrayDataOutput out, Map.Entry<String, Object> value) {
        Bytes.writeText(out, value.getKey());
        Object content = value.getValue();
        Bytes.writeOptional(
                out, Optional.of(content).filter(Double.class::isInstance), (o, v) -> o.writeDouble((Double) v));
        Bytes.writeOptional(out, Optional.of(content).filter(Long.class::isInstance), (o, v) -> o.writeLong((Long) v));
        Bytes.writeOptional(
                out, Optional.of(content).filter(String.class::isInstance), (o, v) -> Bytes.writeText(o, (String) v));
    }

    private static Configuration readConfiguration(ByteArrayDataInput in) {
        Configuration.Builder builder = Configuration.builder();
        Bytes.readAll(in, i -> {
            String name = Bytes.readText(i);
            Bytes.readOptional(i, ByteArrayDataInput::readDouble).ifPresent(v -> builder.set(name, v.doubleValue()));
            Bytes.readOptional(i, ByteArrayDataInput::readLong).ifPresent(v -> builder.set(name, v.longValue()));
            Bytes.readOptional(i, Bytes::readText).ifPresent(v -> builder.set(name, v));
            return name;
        });
        return builder.build();
    }

    private static void writeSweep(ByteArrayDataOutput out, Sweep sweep) {
        out.writeDouble(sweep.minRate());
        out.writeDouble(sweep.maxRate());
        out.writeInt(sweep.steps());
        out.writeInt(sweep.evaluateEvery());
    }

    private static Sweep readSweep(ByteArrayDataInput in) {
        return new Sweep(in.readDouble(), in.readDouble(), in.readInt(), in.readInt());
    }
}
