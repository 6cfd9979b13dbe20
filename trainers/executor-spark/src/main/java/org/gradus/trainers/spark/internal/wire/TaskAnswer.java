package org.gradus.trainers.spark.internal.wire;

import com.google.common.io.ByteArrayDataInput;
import com.google.common.io.ByteArrayDataOutput;
import com.google.common.io.ByteStreams;
import java.util.List;
import java.util.Optional;
import org.gradus.core.execution.TestReport;
import org.gradus.core.trial.Segment;
import org.gradus.core.trial.SegmentEnd;
import org.gradus.core.trial.SegmentReport;

/**
 * What comes back from a Spark task. Failures are answers too: Spark repeats what is thrown.
 *
 * @param place where it ran
 * @param reads the names of the parameters that the trainer has read
 * @param segment of a training; empty for a test, and for a task that Spark has repeated, which does nothing
 * @param model the bytes that the segment's checkpoint names, if it has one
 * @param test of a test
 */
public record TaskAnswer(
        Place place,
        List<String> reads,
        Optional<SegmentReport> segment,
        Optional<byte[]> model,
        Optional<TestReport> test) {
    /** The answer of a training. */
    public static TaskAnswer trained(Place place, List<String> reads, SegmentReport report, Optional<byte[]> model) {
        return new TaskAnswer(place, reads, Optional.of(report), model, Optional.empty());
    }

    /** The answer of a test. */
    public static TaskAnswer tested(Place place, TestReport report) {
        return new TaskAnswer(place, List.of(), Optional.empty(), Optional.empty(), Optional.of(report));
    }

    /** The answer of a task that Spark has begun again, because its executor was lost. */
    public static TaskAnswer repeated(Place place) {
        return new TaskAnswer(place, List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same answer, whose report names this worker. */
    public TaskAnswer by(String worker) {
        return new TaskAnswer(
                place,
                reads,
                segment.map(report -> new SegmentReport(
                        report.trial(),
                        report.segment(),
                        report.stackTrace(),
                        worker,
                        report.elapsedMillis(),
                        report.checkpoint())),
                model,
                test);
    }

    /** Whether Spark has begun it again. */
    public boolean isRepeated() {
        return segment.isEmpty() && test.isEmpty();
    }

    /** Its bytes. */
    public byte[] toBytes() {
        ByteArrayDataOutput out = ByteStreams.newDataOutput();
        place.write(out);
        Bytes.writeAll(out, reads, Bytes::writeText);
        Bytes.writeOptional(out, segment, TaskAnswer::writeReport);
        Bytes.writeOptional(out, model, Bytes::writeBlock);
        Bytes.writeOptional(out, test, TaskAnswer::writeTest);
        return out.toByteArray();
    }

    /** The answer of these bytes. */
    public static TaskAnswer of(byte[] bytes) {
        ByteArrayDataInput in = ByteStreams.newDataInput(bytes);
        return new TaskAnswer(
                Place.read(in),
                Bytes.readAll(in, Bytes::readText),
                Bytes.readOptional(in, TaskAnswer::readReport),
                Bytes.readOptional(in, Bytes::readBlock),
                Bytes.readOptional(in, TaskAnswer::readTest));
    }

    private static void writeReport(ByteArrayDataOutput out, SegmentReport report) {
        Bytes.writeTrial(out, report.trial());
        Points.write(out, report.segment().points());
        Bytes.writeText(out, report.segment().end().name());
        Bytes.writeText(out, report.segment().reason());
        Bytes.writeText(out, report.stackTrace());
        Bytes.writeText(out, report.worker());
        out.writeLong(report.elapsedMillis());
        Bytes.writeOptional(out, report.checkpoint(), Bytes::writeReference);
    }

    private static SegmentReport readReport(ByteArrayDataInput in) {
        return new SegmentReport(
                Bytes.readTrial(in),
                new Segment(Points.read(in), SegmentEnd.valueOf(Bytes.readText(in)), Bytes.readText(in)),
                Bytes.readText(in),
                Bytes.readText(in),
                in.readLong(),
                Bytes.readOptional(in, Bytes::readReference));
    }

    private static void writeTest(ByteArrayDataOutput out, TestReport report) {
        Bytes.writeTrial(out, report.trial());
        Bytes.writeOptional(out, report.evaluation(), Points::writeEvaluation);
        Bytes.writeText(out, report.problem());
    }

    private static TestReport readTest(ByteArrayDataInput in) {
        return new TestReport(Bytes.readTrial(in), Bytes.readOptional(in, Points::readEvaluation), Bytes.readText(in));
    }
}
