package org.gradus.examples.benchmark;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program of the trainer protocol that trains nothing, and measures what its steps take: a step takes a time that its first argument says, in microseconds, of
 * an epoch of as many steps as the second says. So all else that a training takes is the protocol's.
 */
final class ProtocolProgram {
    private static final Pattern NUMBER = Pattern.compile("\"(until|totalSteps|recordEvery|evaluateEvery)\":(\\d+)");
    private static final Pattern RATE = Pattern.compile("\"kind\":\"constant\",\"rate\":([0-9.eE+-]+)");

    private final long stepNanos;
    private final String stepsPerEpoch;
    private final OutputStream out = new FileOutputStream(FileDescriptor.out);
    private final StringBuilder unsent = new StringBuilder();
    private long step;
    private long recordEvery;
    private long evaluateEvery;
    private String rate = "1";

    /** What all steps have taken, which is more than they should if other processes need the processors too. */
    private long spentNanos;

    private ProtocolProgram(long stepNanos, String stepsPerEpoch) {
        this.stepNanos = stepNanos;
        this.stepsPerEpoch = stepsPerEpoch;
    }

    public static void main(String[] arguments) throws IOException {
        new ProtocolProgram(1000 * Long.parseLong(arguments[0]), arguments[1]).run();
    }

    private void run() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.contains("\"type\":\"hello\"")) {
                say(
                        "{\"type\":\"hello\",\"protocol\":1,\"name\":\"nothing\",\"reuse\":true,\"capabilities\":[\"hold\"],\"metrics\":[\"seconds\"],"
                                + "\"stepsPerEpoch\":" + stepsPerEpoch + "}");
            } else if (line.contains("\"type\":\"open\"")) {
                open(line);
                say("{\"type\":\"opened\",\"step\":0}");
            } else if (line.contains("\"type\":\"advance\"")) {
                advance(number(line, "until"));
                say("{\"type\":\"reached\",\"step\":" + step + "}");
            } else if (line.contains("\"type\":\"close\"")) {
                say("{\"type\":\"closed\"}");
            }
        }
    }

    private void open(String line) {
        step = 0;
        recordEvery = number(line, "recordEvery");
        evaluateEvery = number(line, "evaluateEvery");
        Matcher constant = RATE.matcher(line);
        rate = constant.find() ? constant.group(1) : "1";
    }

    private static long number(String line, String name) {
        for (Matcher fields = NUMBER.matcher(line); fields.find(); ) {
            if (fields.group(1).equals(name)) {
                return Long.parseLong(fields.group(2));
            }
        }
        throw new IllegalArgumentException("there is no '" + name + "' in " + line);
    }

    private void advance(long until) throws IOException {
        if (step == 0) {
            point();
        }
        while (step < until) {
            long start = System.nanoTime();
            while (System.nanoTime() - start < stepNanos) {
                Thread.onSpinWait();
            }
            spentNanos += System.nanoTime() - start;
            step++;
            if (step % recordEvery == 0 || step % evaluateEvery == 0) {
                point();
            }
        }
    }

    private void point() throws IOException {
        String loss = Double.toString(1.0 / (1 + step));
        unsent.append("{\"type\":\"point\",\"step\":")
                .append(step)
                .append(",\"rate\":")
                .append(rate);
        unsent.append(",\"loss\":").append(loss);
        if (step % evaluateEvery == 0) {
            unsent.append(",\"validation\":{\"loss\":").append(loss);
            unsent.append(",\"seconds\":").append(spentNanos / 1e9).append('}');
        }
        unsent.append("}\n");
        flush();
    }

    private void say(String message) throws IOException {
        unsent.append(message).append('\n');
        flush();
    }

    /** After each message, as the protocol asks. */
    private void flush() throws IOException {
        out.write(unsent.toString().getBytes(StandardCharsets.UTF_8));
        unsent.setLength(0);
    }
}
