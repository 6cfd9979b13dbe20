package org.gradus.examples.launcher.commands;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.core.training.TrainerOptions;
import org.gradus.core.training.TrainerProvider;
import org.gradus.core.training.TrainingException;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.Extensions;
import org.gradus.examples.launcher.internal.commandline.UsageException;
import org.gradus.trainers.dl4j.Dl4jTrainer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is trained: a network on images by Deeplearning4j, or what the options of a trainer name. */
final class TrainingOptions {
    /** The trainer of {@link ImageOptions}, unless it has options of its own. */
    static final String IMAGES = Dl4jTrainer.NAME;

    /** The trainers of this library that are not in its program, and what must be added for them. */
    private static final Map<String, String> ADDED = ImmutableMap.of(
            "djl", "gradus-trainer-djl, with all that it depends on, and ai.djl.pytorch:pytorch-native-cpu");

    static final long DEFAULT_SEED = 1;

    private static final String SLOTS = "slots";

    @Option(
            names = "--trainer",
            paramLabel = "NAME",
            completionCandidates = Known.class,
            description = "what trains: " + IMAGES + ", a network on images, or yours with --trainer-option"
                    + " network=com.example.Net::configure; process, the program after --; ..."
                    + " (default ${DEFAULT-VALUE})")
    String name = IMAGES;

    @Option(
            names = "--trainer-option",
            paramLabel = "NAME=VALUE",
            description = "an option of the trainer; may be repeated (default: none)")
    Map<String, String> named = new LinkedHashMap<>();

    @Option(
            names = "--slots",
            paramLabel = "SLOT",
            split = ",",
            description =
                    "names of places to train in, such as gpu0,gpu1: each has one training at a time (default: none)")
    List<String> slots = List.of();

    @Mixin
    final ImageOptions images = new ImageOptions();

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "everything random follows from it (default ${DEFAULT-VALUE})")
    long seed = DEFAULT_SEED;

    @Parameters(
            arity = "0..*",
            paramLabel = "PROGRAM",
            description = "after --: the program that trains, and its arguments")
    List<String> program = new ArrayList<>();

    /** The trainers that can be named. */
    static List<String> known() {
        return TrainerProvider.onClassPath().stream().map(TrainerProvider::name).toList();
    }

    /** The names of all trainers, for the completion of command lines. */
    static final class Known implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return known().iterator();
        }
    }

    /** Whether Deeplearning4j trains, which a process of its own does. */
    boolean isDeeplearning4j() {
        return name.equals(Dl4jTrainer.NAME);
    }

    /** Whether the network on images is trained. */
    boolean isImages() {
        return name.equals(IMAGES) && named.isEmpty();
    }

    /** The options that chose what is trained, for refusals of others. */
    String choice() {
        return "--trainer " + name + (name.equals(IMAGES) && !isImages() ? " --trainer-option" : "");
    }

    /** How the trainer is made, so that workers can make an equal one; the places to train in are those of this machine. */
    StoredTrainer recorded() {
        return isImages()
                ? new StoredTrainer(IMAGES, images.recorded(), List.of())
                : new StoredTrainer(name, named, program);
    }

    /** Takes from the trainer of a study what is not said otherwise. */
    void fill(StoredTrainer stored) {
        if (name.equals(IMAGES) && images.given().isEmpty()) {
            name = stored.name();
        }
        if (!name.equals(stored.name())) {
            return;
        }
        if (isImages() && ImageOptions.isRecorded(stored.options())) {
            images.fill(stored.options());
            return;
        }
        Map<String, String> all = new LinkedHashMap<>(stored.options());
        all.putAll(named);
        if (!slots.isEmpty()) {
            all.remove(SLOTS);
        }
        named = all;
        program = program.isEmpty() ? new ArrayList<>(stored.program()) : program;
    }

    /** Whether anything is said of the trainer. */
    boolean given() {
        return !isImages()
                || !named.isEmpty()
                || !program.isEmpty()
                || !images.given().isEmpty();
    }

    void check(CommandFiles files) {
        if (isImages()) {
            GivenOptions.refuse(
                    GivenOptions.none()
                            .and("the program '" + String.join(" ", program) + "'", !program.isEmpty())
                            .and("--slots", !slots.isEmpty())
                            .names(),
                    "cannot go with --trainer " + IMAGES + "\nMaybe --trainer process is meant.");
            images.check(files, seed);
            return;
        }
        TrainerProvider provider = provider();
        GivenOptions.refuse(
                images.given(),
                "cannot go with " + choice() + ", only with the network on images, --trainer " + IMAGES + " alone");
        if (!slots.isEmpty() && !provider.options().containsKey(SLOTS)) {
            throw new IllegalStateException("--slots cannot go with --trainer " + name + ", which has no slots");
        }
        if (!slots.isEmpty() && named.containsKey(SLOTS)) {
            throw new IllegalStateException("--slots and --trainer-option slots=... name the same thing twice");
        }
        options().requireKnownTo(provider);
        files.check();
    }

    private TrainerProvider provider() {
        return TrainerProvider.onClassPath().stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(this::unknown);
    }

    private RuntimeException unknown() {
        String added = ADDED.get(name);
        return added == null
                ? Extensions.unknown("trainer", name, known())
                : new IllegalArgumentException("trainer '" + name + "' is not on the class path\nMaybe add " + added
                        + ": java -cp 'gradus.jar:mine.jar:libraries/*' " + Main.class.getName() + " search ...");
    }

    private TrainerOptions options() {
        Map<String, String> all = new LinkedHashMap<>(named);
        if (!slots.isEmpty()) {
            all.put(SLOTS, String.join(",", slots));
        }
        return new TrainerOptions(all, program);
    }

    /**
     * Makes the trainer, which may start a program.
     *
     * @throws UsageException if it cannot train at all, saying why
     */
    ChosenTrainer open() {
        if (isImages()) {
            return images.chosen(seed);
        }
        try {
            return ChosenTrainer.of(provider().create(options()));
        } catch (TrainingException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new UsageException(e);
        }
    }

    /** How many trainings run at once, unless that is said: one in each slot, or two. */
    int defaultParallel() {
        return slots.isEmpty() ? Math.min(2, Runtime.getRuntime().availableProcessors()) : slots.size();
    }
}
