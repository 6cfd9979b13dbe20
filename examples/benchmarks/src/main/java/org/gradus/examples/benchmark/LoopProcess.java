package org.gradus.examples.benchmark;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A training loop in another process, which speaks as {@link PlainLoop} does. */
final class LoopProcess implements Closeable {
    private final String name;
    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter orders;
    private final List<Double> losses = new ArrayList<>();

    /**
     * Waits until the loop has trained its first steps.
     *
     * @param name for messages
     */
    LoopProcess(String name, Process process) throws IOException {
        this.name = name;
        this.process = process;
        this.answers = process.inputReader();
        this.orders = new PrintWriter(process.outputWriter(), true);
        String line = answer();
        while (!line.equals("ready")) {
            losses.add(value("loss", line));
            line = answer();
        }
    }

    /** The losses of its first steps. */
    List<Double> losses() {
        return List.copyOf(losses);
    }

    /** Lets it train for at least that time. */
    double imagesPerSecond(double seconds) throws IOException {
        return rate(Double.toString(seconds));
    }

    /** The rate that it answers an order with. */
    double rate(String order) throws IOException {
        orders.println(order);
        return value("rate", answer());
    }

    private String answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            process.destroy();
            throw new IOException(name + " ended before it was asked to");
        }
        return line;
    }

    private double value(String word, String line) throws IOException {
        if (!line.startsWith(word + " ")) {
            process.destroy();
            throw new IOException(name + " said '" + line + "' instead of a " + word);
        }
        return Double.parseDouble(line.substring(word.length() + 1));
    }

    /** Ends the process, and awaits its end. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
