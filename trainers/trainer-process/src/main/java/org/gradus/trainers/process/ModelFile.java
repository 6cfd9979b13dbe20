package org.gradus.trainers.process;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gradus.core.training.TrainingException;

/** A temporary file for a model that a program writes or reads, where its bytes are wanted. */
final class ModelFile {
    /** Writes or reads the file. */
    @FunctionalInterface
    interface Use<T> {
        T with(Path file) throws TrainingException;
    }

    /** Writes the file. */
    @FunctionalInterface
    interface Save {
        void to(Path file) throws TrainingException;
    }

    private ModelFile() {}

    /** The bytes that a program writes. */
    static byte[] bytes(Save save) throws TrainingException {
        return inFolder(file -> {
            save.to(file);
            try {
                return Files.readAllBytes(file);
            } catch (IOException | OutOfMemoryError e) {
                throw new TrainingException(
                        "the model that the program saved cannot be read from " + file + ": " + e, e);
            }
        });
    }

    /** What a program makes of bytes. */
    static <T> T of(byte[] bytes, Use<T> use) throws TrainingException {
        return inFolder(file -> {
            try {
                Files.write(file, bytes);
            } catch (IOException e) {
                throw new TrainingException("a model cannot be written to " + file + ": " + e, e);
            }
            return use.with(file);
        });
    }

    private static <T> T inFolder(Use<T> use) throws TrainingException {
        Path folder;
        try {
            folder = Files.createTempDirectory(
                    "gradus-model-" + ProcessHandle.current().pid() + "-");
        } catch (IOException e) {
            throw new TrainingException("there is no folder for the model: " + e, e);
        }
        try {
            return use.with(folder.resolve("model"));
        } finally {
            deleteAll(folder);
        }
    }

    /** A program may have left a part of the model beside the file. */
    private static void deleteAll(Path folder) throws TrainingException {
        try {
            MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
        } catch (IOException e) {
            throw new TrainingException("the folder " + folder + " of a model cannot be deleted: " + e, e);
        }
    }
}
