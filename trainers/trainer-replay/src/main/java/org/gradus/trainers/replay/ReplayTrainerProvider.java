package org.gradus.trainers.replay;

import com.google.common.collect.ImmutableMap;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerOptions;
import org.gradus.core.training.TrainerProvider;

/** Makes a {@link ReplayTrainer} of the file of a curve table. */
public final class ReplayTrainerProvider implements TrainerProvider {
    /** A provider, for {@link java.util.ServiceLoader}. */
    public ReplayTrainerProvider() {}

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public Map<String, String> options() {
        return ImmutableMap.of("table", "the CSV file of a curve table, gzipped or not");
    }

    @Override
    public Trainer create(TrainerOptions options) {
        options.requireKnownTo(this).requireNoProgram(this);
        String file = options.find("table")
                .orElseThrow(() -> new IllegalArgumentException("trainer 'replay' needs the option 'table', a file"));
        try {
            return ReplayTrainer.of(CurveTable.read(Path.of(file)));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("the option 'table' must be a path, but was '" + file + "'", e);
        } catch (CurveTableException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
