package org.gradus.examples.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gradus.core.store.StudyStore;
import org.gradus.core.store.jdbc.StudyStores;

/** A worker in a process of its own: it warms up, waits until all are warm, works on the measured study, and ends. */
final class WorkerProcess {
    private WorkerProcess() {}

    /** Arguments: the address of the store, the name of the study, the trials of the warm-up, and those of the search. */
    public static void main(String[] args) throws IOException {
        SharedSearch measured = SharedSearch.of(List.of(args).subList(3, args.length));
        SharedSearch warmUp = new SharedSearch(Integer.parseInt(args[2]), 0, measured.parallel());
        PrintWriter answers = MeasuringProcess.lines().out();
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (StudyStore store = StudyStores.open(args[0])) {
            warmUp.run("warm-up of " + args[1], store);
        }
        try (StudyStore store = StudyStores.open(args[0])) {
            answers.println("ready");
            orders.readLine();
            OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
            long before = process.getProcessCpuTime();
            measured.run(args[1], store);
            answers.println("processor " + (process.getProcessCpuTime() - before));
        }
    }
}
