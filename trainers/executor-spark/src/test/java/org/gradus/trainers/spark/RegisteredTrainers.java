package org.gradus.trainers.spark;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerOptions;
import org.gradus.core.training.TrainerProvider;

/** Names live trainers of this JVM, which is that of the executor too where Spark is local. */
public final class RegisteredTrainers implements TrainerProvider {
    private static final Map<String, Trainer> TRAINERS = new ConcurrentHashMap<>();
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** The options that name a trainer. */
    static TrainerOptions register(Trainer trainer) {
        String number = Integer.toString(COUNT.incrementAndGet());
        TRAINERS.put(number, trainer);
        return new TrainerOptions(Map.of("number", number), java.util.List.of());
    }

    @Override
    public String name() {
        return "registered";
    }

    @Override
    public Map<String, String> options() {
        return Map.of("number", "which one");
    }

    @Override
    public Trainer create(TrainerOptions options) {
        return TRAINERS.get(options.find("number").orElseThrow());
    }
}
