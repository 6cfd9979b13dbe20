package org.gradus.examples.spark;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * A standalone cluster of Spark on the loopback interface: a master and workers with one core each, all processes of their own. Its
 * home is a folder with links to the jars that Maven has resolved, in place of the distribution.
 */
final class StandaloneCluster implements AutoCloseable {
    /** What a distribution of Spark does not have, by the folders of Maven's repository. */
    private static final Predicate<String> NOT_SPARKS = path -> path.matches(
            ".*/(target|org/deeplearning4j|org/nd4j|org/bytedeco|it/unimi|info/picocli|gg/jte|org/xerial|org/postgresql"
                    + "|org/junit|org/assertj|com/tngtech)/.*");

    /** The log of all processes, on their error streams. Spark puts the folder conf of its home on every class path. */
    private static final String LOG = """
            <configuration>
              <appender name="stderr" class="ch.qos.logback.core.ConsoleAppender">
                <target>System.err</target>
                <encoder><pattern>%level %logger{20} %msg%n</pattern></encoder>
              </appender>
              <root level="WARN"><appender-ref ref="stderr"/></root>
            </configuration>
            """;

    private final Path home;
    private final String master;
    private final Map<String, String> settings;
    private final List<Process> processes = new ArrayList<>();
    private final List<Process> workers = new ArrayList<>();

    private StandaloneCluster(Path home, int port, Map<String, String> settings) {
        this.home = home;
        this.settings = settings;
        this.master = "spark://127.0.0.1:" + port;
    }

    static StandaloneCluster start(Path home, int workers, Map<String, String> settings)
            throws IOException, InterruptedException {
        Files.createDirectories(home.resolve("jars"));
        Files.createDirectories(home.resolve("conf"));
        Files.writeString(home.resolve("conf").resolve("logback.xml"), LOG);
        for (Path jar : classPath(NOT_SPARKS.negate())) {
            Files.createSymbolicLink(home.resolve("jars").resolve(jar.getFileName()), jar);
        }
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        StandaloneCluster cluster = new StandaloneCluster(home, port, settings);
        cluster.begin(
                "master",
                "org.apache.spark.deploy.master.Master",
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--webui-port",
                "0");
        cluster.awaitPort(port);
        for (int i = 0; i < workers; i++) {
            cluster.addWorker();
        }
        return cluster;
    }

    /** Settings of workers that have a GPU of this address, as a script says. */
    static Map<String, String> gpus(Path folder, String address) throws IOException {
        Path script = folder.resolve("gpus.sh");
        Files.writeString(script, "#!/bin/sh\necho '{\"name\": \"gpu\", \"addresses\": [\"" + address + "\"]}'\n");
        if (!script.toFile().setExecutable(true)) {
            throw new IOException(script + " cannot be made executable");
        }
        return Map.of(
                "spark.worker.resource.gpu.amount",
                "1",
                "spark.worker.resource.gpu.discoveryScript",
                script.toString());
    }

    /** The jars on the class path of this test whose paths are wanted. */
    static List<Path> classPath(Predicate<String> wanted) {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.toString().endsWith(".jar"))
                .filter(path -> wanted.test(path.toString().replace(File.separatorChar, '/')))
                .toList();
    }

    private void awaitPort(int port) throws InterruptedException {
        while (true) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException e) {
                if (!processes.get(0).isAlive()) {
                    throw new IllegalStateException("the master ended: " + log("master"), e);
                }
                Thread.sleep(50);
            }
        }
    }

    void addWorker() throws IOException {
        String name = "worker" + workers.size();
        workers.add(begin(
                name,
                "org.apache.spark.deploy.worker.Worker",
                "--host",
                "127.0.0.1",
                "--cores",
                "1",
                "--memory",
                "2g",
                "--webui-port",
                "0",
                "--work-dir",
                home.resolve(name).toString(),
                master));
    }

    /** Kills a worker, whose executors then end. */
    void killWorker(int index) {
        ProcessHandle worker = workers.get(index).toHandle();
        List<ProcessHandle> executors = worker.descendants().toList();
        worker.destroyForcibly();
        executors.forEach(ProcessHandle::destroyForcibly);
    }

    private Process begin(String name, String main, String... arguments) throws IOException {
        List<String> command = java();
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add(main);
        command.addAll(List.of(arguments));
        Process process = builder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve(name + ".log").toFile())
                .start();
        processes.add(process);
        return process;
    }

    private List<String> java() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx1g"));
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().trim().split("\\s+")));
        command.addAll(List.of("-cp", home.resolve("conf") + File.pathSeparator + home.resolve("jars") + "/*"));
        return command;
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment()
                .put("SPARK_SCALA_VERSION", "2.13"); // What a worker reads from a file of the distribution.
        builder.environment().put("OMP_NUM_THREADS", "1");
        return builder;
    }

    /** Submits a program, as {@code spark-submit} does; its output goes to a log of that name. */
    Process submit(String name, Map<String, String> ofProgram, List<Path> jars, Path program, List<String> arguments)
            throws IOException {
        List<String> command = java();
        command.addAll(List.of("org.apache.spark.deploy.SparkSubmit", "--master", master));
        Map<String, String> all = new TreeMap<>(ofProgram);
        all.put("spark.driver.host", "127.0.0.1");
        all.put("spark.ui.enabled", "false");
        all.put("spark.executor.memory", "1g");
        all.put("spark.executorEnv.OMP_NUM_THREADS", "1");
        all.forEach((key, value) -> command.addAll(List.of("--conf", key + "=" + value)));
        if (!jars.isEmpty()) {
            command.addAll(List.of(
                    "--jars", String.join(",", jars.stream().map(Path::toString).toList())));
        }
        command.add(program.toString());
        command.addAll(arguments);
        Process process = builder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve(name + ".log").toFile())
                .start();
        processes.add(process);
        return process;
    }

    String log(String name) {
        try {
            return Files.readString(home.resolve(name + ".log"));
        } catch (IOException e) {
            return "there is no log " + name;
        }
    }

    /** What executors have written. */
    String executorLogs() {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(f -> f.endsWith("stderr")).toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    all.append(file).append(":\n").append(new String(in.readNBytes(20_000)));
                }
            }
        } catch (IOException e) {
            all.append(e);
        }
        return all.toString();
    }

    @Override
    public void close() {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
