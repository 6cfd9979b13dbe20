package org.gradus.examples.launcher.internal.commandline;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.function.Consumer;

/**
 * Takes the lines that this JVM prints to {@link System#err}, such as those of the log, until it is closed; what native code
 * prints goes past it. Thread-safe.
 */
public final class ErrorLines implements AutoCloseable {
    /** How long a line without an end may become before it is passed on in parts. */
    private static final int LONGEST = 1 << 16;

    /** What is written to {@link System#err} as bytes, as a log does, is in this charset. */
    private final Charset charset = Charset.defaultCharset();

    private final PrintStream before = System.err;
    private final PrintStream taking = new PrintStream(new Lines(), true, charset);
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Consumer<String> lines;

    public ErrorLines(Consumer<String> lines) {
        this.lines = lines;
        System.setErr(taking);
    }

    private synchronized void take(int octet) {
        if (octet == '\n' || line.size() == LONGEST) {
            pass();
        }
        if (octet != '\n' && octet != '\r') {
            line.write(octet);
        }
    }

    private void pass() {
        lines.accept(line.toString(charset));
        line.reset();
    }

    /** Puts the stream back; the beginning of a line that has no end yet becomes a line. */
    @Override
    public synchronized void close() {
        if (System.err == taking) {
            System.setErr(before);
        }
        if (line.size() > 0) {
            pass();
        }
    }

    private final class Lines extends OutputStream {
        @Override
        public void write(int octet) {
            take(octet);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            for (int i = from; i < from + length; i++) {
                take(bytes[i]);
            }
        }
    }
}
