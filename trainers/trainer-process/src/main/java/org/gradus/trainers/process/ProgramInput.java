package org.gradus.trainers.process;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Writes requests to a program in a thread of its own, because a program that does not read would make any other one wait. */
final class ProgramInput {
    private static final byte[] END = new byte[0];

    private final OutputStream out;
    private final BlockingQueue<byte[]> requests = new LinkedBlockingQueue<>();
    private volatile boolean broken;

    ProgramInput(OutputStream out) {
        this.out = out;
    }

    void send(byte[] line) {
        requests.add(line);
    }

    /** Ends the input after what was sent before. */
    void close() {
        requests.add(END);
    }

    /** Whether the program has closed its input. */
    boolean isBroken() {
        return broken;
    }

    void run() {
        try (out) {
            for (byte[] line = requests.take(); line != END; line = requests.take()) {
                out.write(line);
                out.write('\n');
                if (requests.isEmpty()) {
                    out.flush();
                }
            }
        } catch (IOException e) {
            broken = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
