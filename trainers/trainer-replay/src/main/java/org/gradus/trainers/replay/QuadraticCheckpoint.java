package org.gradus.trainers.replay;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;

/** The bytes of a checkpoint of a quadratic: the trainer's fingerprint, the step, the coordinates. */
final class QuadraticCheckpoint {
    private QuadraticCheckpoint() {}

    static byte[] write(QuadraticTrainer trainer, long step, double[] x) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(trainer.descriptor().fingerprint());
            out.writeLong(step);
            for (double coordinate : x) {
                out.writeDouble(coordinate);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    static QuadraticSession read(QuadraticTrainer trainer, TrainingRequest request, byte[] checkpoint)
            throws TrainingException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(checkpoint))) {
            String fingerprint = in.readUTF();
            if (!fingerprint.equals(trainer.descriptor().fingerprint())) {
                throw new TrainingException(
                        "the checkpoint of " + request.plan().id() + " belongs to '" + fingerprint + "', not to '"
                                + trainer.descriptor().fingerprint() + "'");
            }
            long step = in.readLong();
            if (!(step >= 0 && step <= request.totalSteps())) {
                throw new TrainingException(
                        "the checkpoint of " + request.plan().id() + " stands at step " + step
                                + ", but the training has " + request.totalSteps());
            }
            double[] x = new double[trainer.dimensions()];
            for (int i = 0; i < x.length; i++) {
                x[i] = in.readDouble();
            }
            return new QuadraticSession(trainer, request, step, x);
        } catch (IOException e) {
            throw new TrainingException(
                    "the checkpoint of " + request.plan().id() + " cannot be read: " + checkpoint.length + " bytes", e);
        }
    }
}
