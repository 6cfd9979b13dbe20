package org.gradus.core.trial;

import com.google.common.hash.Hashing;

/**
 * Names a stored checkpoint by its content.
 *
 * @param sha256 the SHA-256 of its bytes, 64 hexadecimal digits in lower case
 * @param bytes its length
 */
public record CheckpointRef(String sha256, long bytes) {
    public CheckpointRef {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "a checkpoint is named by 64 hexadecimal digits in lower case, but was '" + sha256 + "'");
        }
        if (bytes < 0) {
            throw new IllegalArgumentException("the length of a checkpoint must be 0 or more, but was " + bytes);
        }
    }

    /** The name of these bytes. */
    public static CheckpointRef of(byte[] content) {
        return new CheckpointRef(Hashing.sha256().hashBytes(content).toString(), content.length);
    }
}
