package org.gradus.trainers.replay;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Figures;
import org.gradus.core.space.Parameter;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPlan;
import org.gradus.trainers.replay.CurveTable.Column;

/**
 * Replays recorded learning curves. An epoch is one step. A rate reads what {@link CurveTable} says; it has diverged at
 * the first epoch at which a rate that it reads has failed. With several recorded seeds, trial number n reads seed n
 * modulo their number, and replicate r of it the r-th seed after that; the seeds of the study do not matter. Immutable and
 * thread-safe.
 */
public final class ReplayTrainer implements Trainer {
    private final CurveTable table;
    private final TrainerDescriptor descriptor;

    private ReplayTrainer(CurveTable table) {
        this.table = table;
        this.descriptor = describe(table);
    }

    /** A trainer that replays a table. */
    public static ReplayTrainer of(CurveTable table) {
        return new ReplayTrainer(table);
    }

    @Override
    public TrainerDescriptor descriptor() {
        return descriptor;
    }

    private static TrainerDescriptor describe(CurveTable table) {
        Set<Capability> capabilities = EnumSet.of(Capability.HOLD);
        if (table.has(Column.TEST_LOSS) && table.has(Column.TEST_ACCURACY)) {
            capabilities.add(Capability.TEST);
        }
        Map<String, String> details = new TreeMap<>(table.constants());
        details.put("table", table.task());
        details.put(
                "recorded",
                table.rates().length + " rates from " + Figures.rate(table.minRate()) + " to "
                        + Figures.rate(table.maxRate()) + ", " + table.seedCount() + " seeds, " + table.epochs()
                        + " epochs");
        return new TrainerDescriptor(
                "replay", "replay 1, " + digest(table), Set.of(Evaluation.ACCURACY), capabilities, details);
    }

    private static String digest(CurveTable table) {
        StringBuilder text = new StringBuilder();
        try {
            CurveTableWriter.write(table, text);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return "sha256 " + Hashing.sha256().hashString(text, StandardCharsets.UTF_8);
    }

    @Override
    public long stepsPerEpoch(Configuration configuration) {
        return 1;
    }

    @Override
    public void check(SearchSpace space) {
        if (space.learningRateDomain().isEmpty()) {
            throw new IllegalArgumentException(
                    "table '" + table.task() + "' records learning rates, but the space has none");
        }
        for (Parameter parameter : space.parameters()) {
            if (!parameter.name().equals(SearchSpace.LEARNING_RATE)) {
                throw new IllegalArgumentException("table '" + table.task() + "' records curves by learning rate alone,"
                        + " but '" + parameter.name() + "' is to be searched too");
            }
        }
    }

    @Override
    public TrainingSession open(TrainingRequest request) throws TrainingException {
        TrialPlan plan = request.plan();
        if (request.isSweep()) {
            throw new TrainingException(
                    "table '" + table.task() + "' records constant rates; no sweep can be read from it");
        }
        if (request.stepsPerEpoch() != 1 || request.totalSteps() > table.epochs()) {
            throw new TrainingException("table '" + table.task() + "' records " + table.epochs()
                    + " epochs of one step each, but " + plan.id() + " is to have " + request.totalSteps()
                    + " steps, " + request.stepsPerEpoch() + " an epoch");
        }
        double rate = plan.configuration().learningRate().value();
        int trial = plan.replicateOf().map(TrialId::number).orElse(plan.id().number());
        int seed = (int) ((trial + (long) plan.replicate()) % table.seedCount());
        return new ReplaySession(request, rate, table.curve(rate, seed), descriptor.can(Capability.TEST));
    }
}
