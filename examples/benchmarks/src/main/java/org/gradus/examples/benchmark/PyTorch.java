package org.gradus.examples.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.gradus.examples.benchmark.MeasuredNetworks.MeasuredNetwork;

/**
 * The same networks on PyTorch.
 *
 * @param python the program that runs Python
 */
record PyTorch(String python) {
    private static final String CNN = "pytorch_cnn.py";
    private static final String NETWORKS = "pytorch_networks.py";

    /** PyTorch, or a word on how to get it. */
    static Optional<PyTorch> find(String python, PrintWriter err) throws InterruptedException {
        PyTorch pytorch = new PyTorch(python);
        if (pytorch.isThere()) {
            return Optional.of(pytorch);
        }
        err.println("PyTorch is left out, because '" + python + "' cannot import torch"
                + "\nMaybe run pip install torch, or name a Python that has it by --python.");
        return Optional.empty();
    }

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
     * Starts the loop of the benchmark's CNN.
     *
     * @param folder where the script is put
     * @param batches a {@link BatchFile}
     */
    LoopProcess start(Path folder, Path batches, int batchSize) throws IOException {
        return start(folder, CNN, batches.toString(), batchSize);
    }

    /** Starts the loop of another network, on examples of its own. */
    LoopProcess start(Path folder, MeasuredNetwork network) throws IOException {
        return start(folder, NETWORKS, network.name(), network.batch());
    }

    private LoopProcess start(Path folder, String name, String argument, int batchSize) throws IOException {
        Path script = folder.resolve(name);
        try (InputStream in = PyTorch.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the embedded file " + name + " is missing: the jar is damaged");
            }
            Files.copy(in, script);
        }
        return new LoopProcess(
                "PyTorch",
                new ProcessBuilder(List.of(python, script.toString(), argument, Integer.toString(batchSize)))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }
}
