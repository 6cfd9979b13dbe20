package org.gradus.trainers.process;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.gradus.core.space.Configuration;
import org.gradus.core.training.TrainingException;
import org.gradus.trainers.process.Message.WrongMessageException;

/** The steps of an epoch of each configuration, which the program is asked for once. Thread-safe. */
final class EpochLengths {
    private final ProgramDescription program;
    private final ProgramPool pool;
    private final ProgramSettings settings;
    private final Map<Configuration, Long> known = new ConcurrentHashMap<>();

    EpochLengths(ProgramDescription program, ProgramPool pool, ProgramSettings settings) {
        this.program = program;
        this.pool = pool;
        this.settings = settings;
    }

    /**
     * The steps of an epoch.
     *
     * @throws IllegalStateException if the program does not say
     */
    long of(Configuration configuration) {
        if (program.stepsPerEpoch().isPresent()) {
            return program.stepsPerEpoch().getAsLong();
        }
        Long found = known.get(configuration);
        if (found != null) {
            return found;
        }
        try {
            long asked = ask(configuration);
            known.put(configuration, asked);
            return asked;
        } catch (TrainingException e) {
            throw new IllegalStateException(
                    "the steps of an epoch of (" + configuration + ") are not known: " + e.getMessage(), e);
        }
    }

    private long ask(Configuration configuration) throws TrainingException {
        Optional<String> slot = settings.slots().stream().findFirst();
        Program asked = pool.take(slot);
        try {
            Message answer = Conversation.ask(asked, Requests.steps(configuration), "steps", settings.answerLimit());
            return ProgramDescription.steps(answer, "stepsPerEpoch");
        } catch (WrongMessageException e) {
            throw asked.failure("the program " + e.getMessage());
        } finally {
            pool.giveBackOrForget(asked, false, program.reuse());
        }
    }
}
