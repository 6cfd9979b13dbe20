package org.gradus.trainers.spark.internal.wire;

import com.google.common.io.ByteArrayDataInput;
import com.google.common.io.ByteArrayDataOutput;
import com.google.common.io.ByteStreams;
import java.util.List;
import org.gradus.core.trial.TrialId;

/**
 * What the driver answers a {@link Poll}.
 *
 * @param closed whether the run is over, and everything of it is to be freed
 * @param ended the trials that are to end
 * @param released the trials whose models are not needed there any more
 */
public record PollAnswer(boolean closed, List<Ended> ended, List<TrialId> released) {
    /**
     * A trial that is to end.
     *
     * @param wantedBack whether its model is wanted, because it goes on elsewhere
     */
    public record Ended(TrialId trial, String reason, boolean wantedBack) {
        private void write(ByteArrayDataOutput out) {
            Bytes.writeTrial(out, trial);
            Bytes.writeText(out, reason);
            out.writeBoolean(wantedBack);
        }

        private static Ended read(ByteArrayDataInput in) {
            return new Ended(Bytes.readTrial(in), Bytes.readText(in), in.readBoolean());
        }
    }

    /** The answer for a run that is over. */
    public static PollAnswer over() {
        return new PollAnswer(true, List.of(), List.of());
    }

    /** Its bytes. */
    public byte[] toBytes() {
        ByteArrayDataOutput out = ByteStreams.newDataOutput();
        out.writeBoolean(closed);
        Bytes.writeAll(out, ended, (o, trial) -> trial.write(o));
        Bytes.writeAll(out, released, Bytes::writeTrial);
        return out.toByteArray();
    }

    /** The answer of these bytes. */
    public static PollAnswer of(byte[] bytes) {
        ByteArrayDataInput in = ByteStreams.newDataInput(bytes);
        return new PollAnswer(in.readBoolean(), Bytes.readAll(in, Ended::read), Bytes.readAll(in, Bytes::readTrial));
    }
}
