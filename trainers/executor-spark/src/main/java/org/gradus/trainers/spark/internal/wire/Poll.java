package org.gradus.trainers.spark.internal.wire;

import com.google.common.io.ByteArrayDataInput;
import com.google.common.io.ByteArrayDataOutput;
import com.google.common.io.ByteStreams;
import java.util.List;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.trial.TrialId;

/**
 * What an executor says several times a second: what trains there, and what it keeps.
 *
 * @param run which executor of the driver it works for
 * @param place who says so
 * @param running the trials in training
 * @param held the trials whose models are in memory
 */
public record Poll(String run, Place place, List<Progress> running, List<TrialId> held) {
    /**
     * A trial in training.
     *
     * @param points those that were not in an earlier poll
     */
    public record Progress(TrialId trial, List<CurvePoint> points) {
        private void write(ByteArrayDataOutput out) {
            Bytes.writeTrial(out, trial);
            Points.write(out, points);
        }

        private static Progress read(ByteArrayDataInput in) {
            return new Progress(Bytes.readTrial(in), Points.read(in));
        }
    }

    /** Its bytes. */
    public byte[] toBytes() {
        ByteArrayDataOutput out = ByteStreams.newDataOutput();
        Bytes.writeText(out, run);
        place.write(out);
        Bytes.writeAll(out, running, (o, progress) -> progress.write(o));
        Bytes.writeAll(out, held, Bytes::writeTrial);
        return out.toByteArray();
    }

    /** The poll of these bytes. */
    public static Poll of(byte[] bytes) {
        ByteArrayDataInput in = ByteStreams.newDataInput(bytes);
        return new Poll(
                Bytes.readText(in),
                Place.read(in),
                Bytes.readAll(in, Progress::read),
                Bytes.readAll(in, Bytes::readTrial));
    }
}
