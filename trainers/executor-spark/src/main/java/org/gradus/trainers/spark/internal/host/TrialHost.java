package org.gradus.trainers.spark.internal.host;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.execution.ExecutorFactory;
import org.gradus.core.execution.ModelStorage;
import org.gradus.core.execution.TestReport;
import org.gradus.core.execution.TrialExecutor;
import org.gradus.core.execution.WorkOrder;
import org.gradus.core.training.Trainer;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.SegmentEnd;
import org.gradus.core.trial.SegmentReport;
import org.gradus.core.trial.TrialId;
import org.gradus.trainers.spark.internal.wire.Place;
import org.gradus.trainers.spark.internal.wire.Poll;
import org.gradus.trainers.spark.internal.wire.PollAnswer;
import org.gradus.trainers.spark.internal.wire.TaskAnswer;
import org.gradus.trainers.spark.internal.wire.TrainerSetup;

/**
 * Trains the orders of one run in the JVM of a Spark executor. The threads of tasks only wait: an executor of this JVM trains,
 * with all its rules of time limits, failures and models in memory. As many orders run at once as Spark starts tasks. Thread-safe.
 */
final class TrialHost {
    private static final long LOOK_MILLIS = 500;

    private final Place place;
    private final int heldInMemory;
    private final boolean lastModels;
    private final CarriedModels models = new CarriedModels();
    private final Map<TrialId, RunningTrial> running = new ConcurrentHashMap<>();
    private final TrialExecutor local;

    /** The trials whose models are in memory and not in training, the one used longest ago first. */
    private final Set<TrialId> held = new LinkedHashSet<>();

    /** A host that trains nothing yet. */
    TrialHost(Trainer trainer, Place place, TrainerSetup setup) {
        boolean saves = trainer.descriptor().can(Capability.CHECKPOINT);
        this.place = place;
        this.heldInMemory = saves ? setup.heldInMemory() : Integer.MAX_VALUE;
        this.lastModels = setup.lastModels();
        this.local = ExecutorFactory.local()
                .create(
                        new ReportingTrainer(trainer, this::trained),
                        Integer.MAX_VALUE,
                        new ModelStorage(Integer.MAX_VALUE, Optional.of(models), saves));
    }

    private void trained(TrialId trial, List<CurvePoint> points) {
        RunningTrial known = running.get(trial);
        if (known != null) {
            known.add(points);
        }
    }

    /**
     * Trains a segment.
     *
     * @param model the bytes that the order's checkpoint names; asked for if the model is not in memory
     * @param killed whether the task is to end
     * @throws InterruptedException if the task is to end; its training then ends before its next step
     */
    TaskAnswer train(WorkOrder order, Supplier<byte[]> model, BooleanSupplier killed) throws InterruptedException {
        awaitEarlier(order.trial(), killed);
        RunningTrial trial = new RunningTrial(order);
        order.checkpoint().ifPresent(reference -> models.carry(reference, model));
        synchronized (held) {
            held.remove(order.trial());
        }
        running.put(order.trial(), trial);
        try {
            local.submit(trial.watched(), report -> {
                running.remove(order.trial(), trial);
                trial.answer().complete(report);
            });
            SegmentReport report = await(trial.answer(), order.trial(), killed);
            hold(order.trial(), report.segment().end() == SegmentEnd.REACHED);
            Optional<byte[]> saved = report.checkpoint().map(models::take);
            boolean wanted = lastModels || order.untilStep() < order.request().totalSteps();
            return TaskAnswer.trained(place, trial.reads(), report, saved.filter(bytes -> wanted));
        } catch (InterruptedException e) { // Nobody takes the model of a killed task.
            Future<Void> unused =
                    trial.answer().thenAccept(report -> report.checkpoint().ifPresent(models::delete));
            throw e;
        } finally {
            order.checkpoint().ifPresent(models::delete);
        }
    }

    /** A trial that is issued again may meet its training of a killed task, which ends before its next step. */
    private void awaitEarlier(TrialId trial, BooleanSupplier killed) throws InterruptedException {
        RunningTrial earlier = running.get(trial);
        if (earlier != null) {
            await(earlier.answer(), trial, killed);
        }
    }

    /** Reads the test split with the model of an order; otherwise as {@link #train}. */
    TaskAnswer test(WorkOrder order, Supplier<byte[]> model, BooleanSupplier killed) throws InterruptedException {
        CompletableFuture<TestReport> answer = new CompletableFuture<>();
        order.checkpoint().ifPresent(reference -> models.carry(reference, model));
        try {
            local.test(order, answer::complete);
            TestReport report = await(answer, order.trial(), killed);
            hold(order.trial(), true);
            return TaskAnswer.tested(place, report);
        } finally {
            order.checkpoint().ifPresent(models::delete);
        }
    }

    private <T> T await(CompletableFuture<T> answer, TrialId trial, BooleanSupplier killed)
            throws InterruptedException {
        try {
            while (!killed.getAsBoolean()) {
                try {
                    return answer.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    // The task may have been killed in the meantime.
                } catch (ExecutionException e) {
                    throw new IllegalStateException("an answer failed: " + e.getCause(), e);
                }
            }
            throw new InterruptedException("the task of " + trial + " was killed");
        } catch (InterruptedException e) {
            local.cancel(trial, "its Spark task was killed");
            throw e;
        }
    }

    private void hold(TrialId trial, boolean open) {
        List<TrialId> tooMany = new ArrayList<>();
        synchronized (held) {
            held.remove(trial);
            if (open) {
                held.add(trial);
            }
            held.stream().limit(Math.max(0, held.size() - heldInMemory)).forEach(tooMany::add);
        }
        release(tooMany);
    }

    private void release(List<TrialId> trials) {
        synchronized (held) {
            held.removeAll(trials);
        }
        trials.forEach(local::release);
    }

    boolean isTraining() {
        return !running.isEmpty();
    }

    /** What is to be told to the driver. */
    Poll poll(String run) {
        List<Poll.Progress> progress =
                running.values().stream().map(RunningTrial::progress).toList();
        synchronized (held) {
            return new Poll(run, place, progress, List.copyOf(held));
        }
    }

    /** Does what the driver wants. */
    void obey(PollAnswer answer) {
        for (PollAnswer.Ended ended : answer.ended()) {
            if (ended.wantedBack()) {
                local.handBack(ended.trial(), ended.reason());
            } else {
                local.cancel(ended.trial(), ended.reason());
            }
        }
        release(answer.released());
    }

    /** Ends what trains and frees all models. */
    void close() {
        local.close();
    }
}
