package org.gradus.examples.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The same network on PyTorch.
 *
 * @param python the program that runs Python
 */
record PyTorch(String python) {
    private static final String SCRIPT = "pytorch_cnn.py";

    /** Whether there is a Python that has PyTorch. */
    boolean isThere() throws InterruptedException {
        try {
            return new ProcessBuilder(python, "-c", "import torch")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Starts the loop.
     *
     * @param folder where the script is put
     * @param batches a {@link BatchFile}
     */
    LoopProcess start(Path folder, Path batches, int batchSize) throws IOException {
        Path script = folder.resolve(SCRIPT);
        try (InputStream in = PyTorch.class.getResourceAsStream(SCRIPT)) {
            if (in == null) {
                throw new IOException("the embedded file " + SCRIPT + " is missing: the jar is damaged");
            }
            Files.copy(in, script);
        }
        List<String> command = List.of(python, script.toString(), batches.toString(), Integer.toString(batchSize));
        return new LoopProcess(
                "PyTorch",
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }
}
