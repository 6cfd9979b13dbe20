package org.gradus.trainers.process;

import java.nio.file.Path;
import org.gradus.core.engine.Search;
import org.gradus.core.testkit.ToyStrategies;

/** A search whose program hangs, in a JVM that is going to be ended. */
final class EndedSearch {
    private EndedSearch() {}

    public static void main(String[] arguments) throws Exception {
        ProcessTrainer trainer = ProcessTrainer.builder(DescentProgram.command("orphans-and-hang"))
                .environment("MARK_OF_TEST", arguments[1])
                .start();
        Search.of(trainer)
                .learningRate(0.01, 0.1)
                .strategy(ToyStrategies.rates(0.05))
                .trials(1)
                .epochs(2)
                .store(Path.of(arguments[0]))
                .run();
    }
}
