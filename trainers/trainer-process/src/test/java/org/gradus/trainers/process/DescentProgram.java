package org.gradus.trainers.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * A program that speaks the protocol: noisy gradient descent on (x² + 4 y²) / 2, ten steps an epoch. It reads schedules by
 * the closed forms of docs/protocol.md, written down here a second time. The first argument is how it misbehaves, if it does.
 */
public final class DescentProgram {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double NOISE = 0.01;
    private static final double OWN_RATE = 0.1;

    private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    private final PrintStream out =
            new PrintStream(new BufferedOutputStream(System.out, 1 << 16), false, StandardCharsets.UTF_8);
    private final String mode;
    private JsonNode request = JSON.createObjectNode();
    private long step;
    private double x;
    private double y;
    private boolean first;

    private DescentProgram(String mode) {
        this.mode = mode;
    }

    /** The command that runs it, by this JVM's own binary. */
    static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                classPath(),
                DescentProgram.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static String classPath() {
        return String.join(
                System.getProperty("path.separator"),
                List.of(
                        place(DescentProgram.class),
                        place(JsonNode.class),
                        place(com.fasterxml.jackson.core.JsonParser.class),
                        place(com.fasterxml.jackson.annotation.JsonCreator.class)));
    }

    private static String place(Class<?> type) {
        try {
            return Paths.get(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void main(String[] arguments) throws IOException {
        String mode = arguments.length == 0 ? "" : arguments[0];
        if (mode.equals("interruptible")) {
            Interrupts.obey();
        } else if (!mode.equals("as-started")) {
            Interrupts.ignore();
        }
        new DescentProgram(mode).run();
    }

    private void run() throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            JsonNode message = JSON.readTree(line);
            switch (message.get("type").textValue()) {
                case "hello" -> hello();
                case "steps" -> say(message("steps").put("stepsPerEpoch", 10));
                case "open" -> open(message, false);
                case "resume" -> open(message, true);
                case "advance" -> advanceAlone(message.get("until").longValue());
                case "evaluate" ->
                    say(evaluation(message("evaluation")
                            .put("split", message.get("split").textValue())));
                case "checkpoint" -> checkpoint(Path.of(message.get("file").textValue()));
                case "close" -> close();
                case "cancel" -> {}
                default -> say(message("error").put("message", "unknown"));
            }
        }
    }

    private void close() {
        if (!mode.equals("never-closed")) {
            say(message("closed"));
        }
    }

    private static ObjectNode message(String type) {
        return JSON.createObjectNode().put("type", type);
    }

    private void say(ObjectNode message) {
        out.print(message + "\n");
        out.flush();
    }

    private void hello() {
        ObjectNode hello =
                message("hello").put("protocol", 1).put("name", "descent").put("fingerprint", "descent 1");
        hello.putArray("metrics").add("distance");
        hello.putArray("capabilities")
                .add("hold")
                .add("checkpoint")
                .add("sweep")
                .add("test");
        if (mode.equals("steps")) {
            hello.putNull("stepsPerEpoch");
        } else {
            hello.put("stepsPerEpoch", 10);
        }
        hello.put("reuse", !mode.equals("once"));
        hello.putObject("details").put("slot", String.valueOf(System.getenv("GRADUS_SLOT")));
        say(hello);
    }

    private void open(JsonNode message, boolean resumed) throws IOException {
        request = message;
        first = !resumed;
        if (resumed) {
            String[] saved =
                    Files.readString(Path.of(message.get("file").textValue())).split(" ");
            if (saved.length != 3) {
                say(message("error").put("message", "the file is no model"));
                return;
            }
            step = Long.parseLong(saved[0]);
            x = Double.parseDouble(saved[1]) * (mode.equals("forgetful") ? 0.5 : 1);
            y = Double.parseDouble(saved[2]);
        } else {
            SplittableRandom random =
                    new SplittableRandom(mode.equals("one-model") || mode.equals("nothing-random") ? 1 : seed("init"));
            step = 0;
            x = 1 + random.nextDouble();
            y = 1 + random.nextDouble();
        }
        say(message("opened").put("step", step));
    }

    private long seed(String name) {
        return request.get("seeds").get(name).longValue();
    }

    private void checkpoint(Path file) throws IOException {
        if (mode.equals("full-disk")) {
            say(message("error").put("message", "no space left on device"));
            return;
        }
        Files.writeString(file, step + " " + x + " " + y);
        if (mode.equals("shards")) {
            Path shards = Files.createDirectory(file.resolveSibling("shards"));
            Files.writeString(shards.resolve("1"), "a part of the model");
        }
        say(message("saved"));
    }

    private double loss() {
        return (x * x + 4 * y * y) / 2;
    }

    private ObjectNode evaluation(ObjectNode object) {
        return put(put(object, "loss", loss()), "distance", Math.hypot(x, y));
    }

    private static ObjectNode put(ObjectNode object, String name, double value) {
        return Double.isFinite(value) ? object.put(name, value) : object.put(name, Double.toString(value));
    }

    /** Fails if another training runs in the same slot, which a file shows. */
    private void advanceAlone(long until) throws IOException {
        if (!mode.equals("slots")) {
            advance(until);
            return;
        }
        Path file = Path.of(System.getenv("BUSY_FOLDER"), System.getenv("GRADUS_SLOT"));
        Files.createFile(file);
        advance(until - 1);
        LockSupport.parkNanos(20_000_000); // Long enough for another to run into it.
        Files.delete(file);
        advance(until);
    }

    private void advance(long until) throws IOException {
        if (first && evaluated(0) && !mode.equals("no-untrained-point")) {
            point(rate(1), loss());
        }
        x *= mode.equals("anew") && !first ? 1.01 : 1;
        first = false;
        while (step < until) {
            if (!mode.equals("deaf") && in.ready() && in.readLine().contains("cancel")) {
                say(message("cancelled").put("step", step));
                return;
            }
            step++;
            if (step == 5 && Misbehaviour.at(mode, out)) {
                return;
            }
            double loss = loss();
            double rate = rate(step) * (mode.equals("wrong-rate") && step > 5 ? 1.001 : 1);
            long unseeded = mode.equals("unseeded") ? System.nanoTime() : 0;
            SplittableRandom noise =
                    new SplittableRandom((mode.equals("nothing-random") ? 0 : seed("data") * 31) + step + unseeded);
            x -= rate * (x + NOISE * noise.nextGaussian());
            y -= rate * (4 * y + NOISE * noise.nextGaussian());
            loss = mode.equals("loss-after") ? loss() : loss;
            boolean finite = Double.isFinite(loss) && (!evaluated(step) || Double.isFinite(loss()));
            if (evaluated(step) || step % request.get("recordEvery").longValue() == 0 || !finite) {
                point(rate, loss);
            }
            if (!finite) {
                say(message("diverged").put("step", mode.equals("diverged-elsewhere") ? step - 1 : step));
                return;
            }
        }
        if (!mode.equals("slots") || step % 10 == 0) {
            say(message("reached").put("step", step));
        }
    }

    private boolean evaluated(long at) {
        long every = request.get("evaluateEvery").longValue();
        return at == 0
                ? request.get("evaluateFirst").booleanValue()
                : every > 0
                        && (at % every == 0 || at == request.get("totalSteps").longValue());
    }

    private void point(double rate, double loss) {
        if (mode.equals("missing-point") && step == 6) {
            return;
        }
        ObjectNode point = message("point")
                .put("step", mode.equals("wrong-step") && step == 6 ? 7 : step)
                .put("rate", rate * (mode.equals("wrong-first-rate") && step == 0 ? 2 : 1));
        put(point, "loss", mode.equals("nan-and-on") && step == 6 ? Double.NaN : loss);
        if (evaluated(step)) {
            point.set("validation", evaluation(JSON.createObjectNode()));
        }
        out.print(point + "\n");
    }

    private double rate(long at) {
        boolean factor = request.get("rateIs").textValue().equals("factor");
        JsonNode schedule = request.get("schedule");
        boolean wrong =
                mode.equals("wrong-cosine") && schedule.get("kind").textValue().equals("cosine");
        return (factor ? OWN_RATE : 1)
                * (wrong ? 0.5 : 1)
                * rate(schedule, at, request.get("totalSteps").longValue());
    }

    /** The table of docs/protocol.md. */
    static double rate(JsonNode schedule, long s, long n) {
        double p = n == 1 ? 0 : (s - 1.0) / (n - 1.0);
        return switch (schedule.get("kind").textValue()) {
            case "constant" -> number(schedule, "rate");
            case "step" ->
                number(schedule, "peak")
                        * Math.pow(
                                number(schedule, "factor"),
                                Math.floorDiv((s - 1) * (schedule.get("drops").longValue() + 1), n));
            case "exponential" -> number(schedule, "peak") * Math.pow(number(schedule, "finalFactor"), p);
            case "cosine" ->
                between(number(schedule, "peak"), number(schedule, "peak") * number(schedule, "finalFactor"), p);
            case "one-cycle" -> oneCycle(schedule, s, n);
            case "ramp" -> Math.pow(number(schedule, "first"), 1 - p) * Math.pow(number(schedule, "last"), p);
            case "warm-up" -> {
                double w = Math.ceil(number(schedule, "share") * n);
                double r = rate(schedule.get("then"), s, n);
                yield s < w ? r * s / w : r;
            }
            case "rates" -> schedule.get("rates").get((int) s - 1).doubleValue();
            default -> throw new IllegalStateException("unknown schedule " + schedule);
        };
    }

    private static double oneCycle(JsonNode schedule, long s, long n) {
        double peak = number(schedule, "peak");
        double start = peak / number(schedule, "startDivisor");
        double top = Math.max(0, number(schedule, "rise") * n - 1);
        if (s - 1 < top) {
            return between(start, peak, (s - 1) / top);
        }
        double fall = n - 1 - top;
        return between(peak, start / number(schedule, "finalDivisor"), fall <= 0 ? 0 : (s - 1 - top) / fall);
    }

    private static double between(double a, double b, double t) {
        double c = (1 + Math.cos(Math.PI * t)) / 2;
        return a * c + b * (1 - c);
    }

    private static double number(JsonNode node, String name) {
        return node.get(name).doubleValue();
    }
}
