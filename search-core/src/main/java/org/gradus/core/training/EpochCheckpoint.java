package org.gradus.core.training;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A saved model of an {@link EpochTrainer}. Its bytes begin with a digest of the training that it belongs to, followed by the
 * epoch.
 *
 * @param epoch the epochs trained
 * @param model as its own code saved it
 */
record EpochCheckpoint(int epoch, byte[] model) {
    private static final int DIGEST = 32;
    private static final int HEAD = DIGEST + Integer.BYTES;

    byte[] write(EpochTrainer<?> trainer, TrainingRequest request) {
        return ByteBuffer.allocate(HEAD + model.length)
                .put(digest(trainer, request))
                .putInt(epoch)
                .put(model)
                .array();
    }

    static EpochCheckpoint read(EpochTrainer<?> trainer, TrainingRequest request, byte[] bytes)
            throws TrainingException {
        boolean whole = bytes.length >= HEAD;
        if (!whole || !Arrays.equals(digest(trainer, request), 0, DIGEST, bytes, 0, DIGEST)) {
            throw new TrainingException("the checkpoint of " + bytes.length + " bytes does not belong to "
                    + request.plan().id() + " of trainer '"
                    + trainer.descriptor().name() + "'");
        }
        int epoch = ByteBuffer.wrap(bytes).getInt(DIGEST);
        if (!(epoch >= 0 && epoch <= request.totalSteps())) {
            throw new TrainingException("the checkpoint of " + request.plan().id() + " stands at epoch " + epoch
                    + ", but the training has " + request.totalSteps());
        }
        return new EpochCheckpoint(epoch, Arrays.copyOfRange(bytes, HEAD, bytes.length));
    }

    private static byte[] digest(EpochTrainer<?> trainer, TrainingRequest request) {
        Hasher hasher = Hashing.sha256().newHasher();
        for (String part : new String[] {
            trainer.descriptor().fingerprint(),
            request.configuration().unobserved().values().toString()
        }) {
            byte[] text = part.getBytes(StandardCharsets.UTF_8);
            hasher.putInt(text.length).putBytes(text);
        }
        return hasher.putLong(request.plan().seeds().init())
                .putLong(request.plan().seeds().data())
                .hash()
                .asBytes();
    }
}
