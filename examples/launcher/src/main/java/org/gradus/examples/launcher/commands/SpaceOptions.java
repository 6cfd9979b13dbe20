package org.gradus.examples.launcher.commands;

import java.nio.file.Path;
import java.util.Optional;
import org.gradus.core.space.SearchSpace;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.RateOptions;
import org.gradus.reports.SpaceFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is searched: a range of rates, or the space in a file. */
final class SpaceOptions {
    @Option(
            names = "--space",
            paramLabel = "FILE.json",
            description =
                    "the hyperparameters to search, in place of the learning rate alone: docs/json.md has the form")
    @Nullable
    Path file;

    @Mixin
    final RateOptions rates = new RateOptions(1e-5, 1);

    /** Whether anything but the default is to be searched. */
    boolean given() {
        return file != null || rates.given();
    }

    void check(CommandFiles files) {
        rates.check();
        if (file != null) {
            files.reads("--space", file);
            space();
        }
    }

    /**
     * The space. A file without a learning rate gets one if its range is given.
     *
     * @throws IllegalStateException if both have a learning rate
     */
    SearchSpace space() {
        SearchSpace rate = SearchSpace.learningRate(rates.min(), rates.max());
        if (file == null) {
            return rate;
        }
        SearchSpace read = SpaceFile.read(file);
        if (!rates.given()) {
            return read;
        }
        if (read.learningRateDomain().isPresent()) {
            throw new IllegalStateException("--min-rate and --max-rate cannot go with " + file
                    + ", which has a range of the learning rate already");
        }
        return SearchSpace.builder().addAll(rate).addAll(read).build();
    }

    Optional<Path> file() {
        return Optional.ofNullable(file);
    }
}
