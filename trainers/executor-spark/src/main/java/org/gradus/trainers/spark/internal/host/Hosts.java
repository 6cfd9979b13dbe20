package org.gradus.trainers.spark.internal.host;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.plugin.PluginContext;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerProvider;
import org.gradus.core.training.TrainingException;
import org.gradus.trainers.spark.internal.wire.Place;
import org.gradus.trainers.spark.internal.wire.TrainerSetup;
import org.jspecify.annotations.Nullable;

/** The hosts of this JVM, one for each run of the driver. Thread-safe. */
public final class Hosts {
    private static final AtomicReference<@Nullable PluginContext> DRIVER = new AtomicReference<>();
    private static final Map<String, PolledHost> HOSTS = new ConcurrentHashMap<>();

    private Hosts() {}

    /** Called when the executor begins. */
    public static void begin(PluginContext driver) {
        DRIVER.set(driver);
    }

    /** Called when the executor ends: everything is freed. */
    public static void end() {
        HOSTS.values().forEach(PolledHost::close);
        HOSTS.clear();
        DRIVER.set(null);
    }

    /** Waits until the driver has been polled once from now on, if there is something of a run here. */
    public static void awaitPoll(String run) throws InterruptedException {
        PolledHost host = HOSTS.get(run);
        if (host != null) {
            host.awaitPoll();
        }
    }

    private static PluginContext driver() {
        PluginContext context = DRIVER.get();
        if (context == null) {
            throw new IllegalStateException("this Spark executor was started without the plugin of Gradus"
                    + "\nMaybe its class path lacks the jar that has it.");
        }
        return context;
    }

    /** Where this is. */
    static Place place() {
        // The context's own hostname() fails in executors of 4.1.3, which have no address of RPC.
        return new Place(
                driver().executorID(),
                SparkEnv.get().blockManager().blockManagerId().host());
    }

    /**
     * The host of a run, made with its trainer if there is none yet.
     *
     * @throws TrainingException if the trainer cannot be made
     * @throws IllegalArgumentException if the trainer's name or options are not known here
     * @throws IllegalStateException if it is another trainer than the driver's
     */
    static TrialHost of(TrainerSetup setup) throws TrainingException {
        PolledHost known = HOSTS.get(setup.run());
        if (known != null) {
            return known.host();
        }
        synchronized (HOSTS) {
            PolledHost made = HOSTS.get(setup.run());
            if (made == null) {
                PluginContext driver = driver();
                made = new PolledHost(
                        setup.run(), new TrialHost(trainer(setup), place(), setup), driver, setup.pollMillis());
                HOSTS.put(setup.run(), made);
                made.start(() -> HOSTS.remove(setup.run()));
            }
            return made.host();
        }
    }

    private static Trainer trainer(TrainerSetup setup) throws TrainingException {
        Trainer trainer = TrainerProvider.named(setup.trainer()).create(setup.options());
        String fingerprint = trainer.descriptor().fingerprint();
        if (!fingerprint.equals(setup.fingerprint())) {
            throw new IllegalStateException("the trainer '" + setup.trainer() + "' on " + place() + " is " + fingerprint
                    + ", but that of the driver is " + setup.fingerprint()
                    + "\nMaybe the data or the jars of the two machines differ.");
        }
        return trainer;
    }
}
