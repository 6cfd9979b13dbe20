package org.gradus.examples.launcher.commands;

import java.util.Map;
import java.util.TreeMap;
import org.gradus.core.training.Trainer;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.ConstantConverter;
import org.gradus.examples.launcher.internal.commandline.OptionRanges;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import org.gradus.examples.launcher.internal.images.FashionMini;
import org.gradus.examples.launcher.internal.images.ImageData;
import org.gradus.examples.launcher.internal.networks.Optimizer;
import org.gradus.examples.launcher.internal.networks.SmallCnnTrainer;
import org.gradus.examples.launcher.internal.networks.Variant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is trained on which images. */
final class TrainingOptions {
    @Option(
            names = "--data",
            paramLabel = FashionMini.NAME + "|DIR",
            description = "the embedded images, or a folder of IDX files: train*images*, train*labels*, maybe val*, and"
                    + " test* or t10k* (default ${DEFAULT-VALUE})")
    String source = FashionMini.NAME;

    @Option(
            names = "--optimizer",
            paramLabel = "OPTIMIZER",
            converter = OptimizerConverter.class,
            description = "sgd, nesterovs, adam or rmsprop (default ${DEFAULT-VALUE})")
    Optimizer optimizer = Optimizer.NESTEROVS;

    @Option(
            names = "--network",
            paramLabel = "NETWORK",
            converter = VariantConverter.class,
            description = "plain, batch-norm or dropout (default ${DEFAULT-VALUE})")
    Variant variant = Variant.PLAIN;

    @Option(names = "--batch", paramLabel = "N", description = "images in a batch (default ${DEFAULT-VALUE})")
    int batch = 32;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "everything random follows from it (default ${DEFAULT-VALUE})")
    long seed = 1;

    private @Nullable ImageData data;

    void check(CommandFiles files) {
        ImageData.files(source).forEach(file -> files.reads("--data", file));
        files.check();
        OptionRanges.requireAtLeast("--batch", 1, batch);
        if (batch > data().train().size()) {
            throw new IllegalArgumentException("--batch must be at most "
                    + data().train().size() + ", the number of training images, but was " + batch);
        }
    }

    /** The images, read at the first call. */
    ImageData data() {
        ImageData loaded = data;
        if (loaded == null) {
            loaded = ImageData.load(source, seed);
            data = loaded;
        }
        return loaded;
    }

    /** Trains a small convolutional network on these images. */
    Trainer trainer() {
        return SmallCnnTrainer.of(data(), optimizer, variant, batch);
    }

    /** What is trained on what, in a word: {@code fashion-mini-batch-norm-adam}; the plain network is not named. */
    String name() {
        return data().name() + (variant == Variant.PLAIN ? "" : "-" + variant) + "-" + optimizer;
    }

    /** Says what is trained on, and what is to be known of it. */
    void announce(Terminal terminal) {
        terminal.progress().println(data().describe());
        data().notes().forEach(terminal.progress()::println);
    }

    /** What reports must say for a repetition. */
    Map<String, String> notes() {
        Map<String, String> notes = new TreeMap<>();
        notes.put("images", data().describe());
        notes.put("images.fingerprint", data().fingerprint());
        notes.put("optimizer", optimizer.word());
        notes.put("network", variant.word());
        notes.put("batch", Integer.toString(batch));
        if (!data().notes().isEmpty()) {
            notes.put("images.notes", String.join(" ", data().notes()));
        }
        return notes;
    }

    /** Reads an optimizer's name. */
    static final class OptimizerConverter extends ConstantConverter<Optimizer> {
        OptimizerConverter() {
            super(Optimizer.class, "optimizer");
        }
    }

    /** Reads a network's name. */
    static final class VariantConverter extends ConstantConverter<Variant> {
        VariantConverter() {
            super(Variant.class, "network");
        }
    }
}
