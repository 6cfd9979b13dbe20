package org.gradus.examples.launcher.commands;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.gradus.core.training.Trainer;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.ConstantConverter;
import org.gradus.examples.launcher.internal.commandline.OptionRanges;
import org.gradus.examples.launcher.internal.commandline.UsageException;
import org.gradus.examples.launcher.internal.images.FashionMini;
import org.gradus.examples.launcher.internal.images.ImageData;
import org.gradus.examples.launcher.internal.networks.Optimizer;
import org.gradus.examples.launcher.internal.networks.SmallCnnTrainer;
import org.gradus.examples.launcher.internal.networks.Variant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The convolutional network that is trained unless another trainer is named, and its images. */
final class ImageOptions {
    private static final int DEFAULT_BATCH = 32;

    @Option(
            names = "--data",
            paramLabel = FashionMini.NAME + "|DIR",
            description = "the embedded images, or a folder of IDX files: train*images*, train*labels*, maybe val*, and"
                    + " test* or t10k* (default " + FashionMini.NAME + ")")
    @Nullable
    String source;

    @Option(
            names = "--optimizer",
            paramLabel = "OPTIMIZER",
            converter = OptimizerConverter.class,
            description = "sgd, nesterovs, adam or rmsprop (default nesterovs)")
    @Nullable
    Optimizer chosenOptimizer;

    @Option(
            names = "--network",
            paramLabel = "NETWORK",
            converter = VariantConverter.class,
            description = "plain, batch-norm or dropout (default plain)")
    @Nullable
    Variant chosenVariant;

    @Option(names = "--batch", paramLabel = "N", description = "images in a batch (default " + DEFAULT_BATCH + ")")
    @Nullable
    Integer chosenBatch;

    private @Nullable ImageData data;

    /** Those of these options that were given. */
    List<String> given() {
        return GivenOptions.of("--data", source)
                .and("--optimizer", chosenOptimizer)
                .and("--network", chosenVariant)
                .and("--batch", chosenBatch)
                .names();
    }

    /** What was chosen, by name. */
    Map<String, String> recorded() {
        return ImmutableMap.of(
                "data", source(),
                "optimizer", optimizer().word(),
                "network", variant().word(),
                "batch", Integer.toString(batch()));
    }

    /** Whether a record of {@code dl4j} is of the network on images, and not of a static method that makes a network. */
    static boolean isRecorded(Map<String, String> recorded) {
        return !recorded.getOrDefault("network", "").contains("::");
    }

    /** Chooses what was recorded where nothing is chosen. */
    void fill(Map<String, String> recorded) {
        try {
            source = source == null ? recorded.get("data") : source;
            chosenOptimizer = chosenOptimizer == null
                    ? new OptimizerConverter().convert(recorded.getOrDefault("optimizer", ""))
                    : chosenOptimizer;
            chosenVariant = chosenVariant == null
                    ? new VariantConverter().convert(recorded.getOrDefault("network", ""))
                    : chosenVariant;
            chosenBatch = chosenBatch == null ? Integer.valueOf(recorded.getOrDefault("batch", "")) : chosenBatch;
        } catch (Exception e) { // What a converter may throw.
            throw new UsageException("the study does not say what it trains as this version does: " + e.getMessage()
                    + "\nMaybe say it with --data, --optimizer, --network and --batch.");
        }
    }

    void check(CommandFiles files, long seed) {
        ImageData.files(source()).forEach(file -> files.reads("--data", file));
        files.check();
        OptionRanges.requireAtLeast("--batch", 1, batch());
        int images = data(seed).train().size();
        if (batch() > images) {
            throw new IllegalArgumentException(
                    "--batch must be at most " + images + ", the number of training images, but was " + batch());
        }
    }

    private String source() {
        return Optional.ofNullable(source).orElse(FashionMini.NAME);
    }

    Optimizer optimizer() {
        return Optional.ofNullable(chosenOptimizer).orElse(Optimizer.NESTEROVS);
    }

    private Variant variant() {
        return Optional.ofNullable(chosenVariant).orElse(Variant.PLAIN);
    }

    private int batch() {
        return Optional.ofNullable(chosenBatch).orElse(DEFAULT_BATCH);
    }

    /** The images, read at the first call. */
    private ImageData data(long seed) {
        ImageData loaded = data;
        if (loaded == null) {
            loaded = ImageData.load(source(), seed);
            data = loaded;
        }
        return loaded;
    }

    /** The network, ready to be trained. */
    ChosenTrainer chosen(long seed) {
        ImageData images = data(seed);
        Trainer trainer = SmallCnnTrainer.of(images, optimizer(), variant(), batch());
        return new ChosenTrainer(
                trainer,
                name(images),
                notes(images),
                about(images),
                Optional.of(optimizer().defaultRate()));
    }

    /** What is trained on what, in a word: {@code fashion-mini-batch-norm-adam}; the plain network is not named. */
    private String name(ImageData images) {
        return images.name() + (variant() == Variant.PLAIN ? "" : "-" + variant()) + "-" + optimizer();
    }

    /** What is trained on, and what is to be known of it. */
    private static List<String> about(ImageData images) {
        return Stream.concat(Stream.of(images.describe()), images.notes().stream())
                .toList();
    }

    /** What reports must say for a repetition. */
    private Map<String, String> notes(ImageData images) {
        Map<String, String> notes = new TreeMap<>();
        notes.put("images", images.describe());
        notes.put("images.fingerprint", images.fingerprint());
        notes.put("optimizer", optimizer().word());
        notes.put("network", variant().word());
        notes.put("batch", Integer.toString(batch()));
        if (!images.notes().isEmpty()) {
            notes.put("images.notes", String.join(" ", images.notes()));
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
