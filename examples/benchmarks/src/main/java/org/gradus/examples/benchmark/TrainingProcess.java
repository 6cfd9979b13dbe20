package org.gradus.examples.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.gradus.core.trial.Seeds;
import org.gradus.examples.benchmark.MeasuredNetworks.MeasuredNetwork;
import org.gradus.trainers.dl4j.environment.Dl4jEnvironment;

/**
 * A program that trains one of {@link MeasuredNetworks}: it prints "ready", then reads numbers of seconds, trains that long, and prints the
 * examples a second; to "processor" it answers with those a second of processor time. It ends with its input.
 */
final class TrainingProcess {
    private static final String PROCESSOR = "processor";

    private TrainingProcess() {}

    /** Arguments: the name of the network, the seed of its parameters and examples. */
    public static void main(String[] args) throws Exception {
        Dl4jEnvironment.start(); // before the first configuration
        MeasuredNetwork network = MeasuredNetworks.all().stream()
                .filter(one -> one.name().equals(args[0]))
                .findFirst()
                .orElseThrow();
        long seed = Long.parseLong(args[1]);
        // not closed: the process ends when its input does, or is killed while it would free memory
        answer(
                network,
                new SessionLoop(
                        network.trainer().apply(network.data(seed)).withBatchSize(network.batch()),
                        new Seeds(seed, seed)));
    }

    private static void answer(MeasuredNetwork network, SessionLoop session) throws Exception {
        TrainingSpeed speed = TrainingSpeed.of(network, session, 0);
        System.out.println("ready");
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String order = orders.readLine();
        while (order != null) {
            if (!order.equals(PROCESSOR)) {
                speed = TrainingSpeed.of(network, session, Double.parseDouble(order));
            }
            System.out.println("rate " + (order.equals(PROCESSOR) ? speed.processorRate() : speed.rate()));
            order = orders.readLine();
        }
    }

    /** Lets such a process train. */
    static TrainingSpeed speed(LoopProcess process, double seconds) throws IOException {
        return new TrainingSpeed(process.imagesPerSecond(seconds), process.rate(PROCESSOR));
    }
}
