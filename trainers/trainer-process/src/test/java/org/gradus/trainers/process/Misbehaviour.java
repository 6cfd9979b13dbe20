package org.gradus.trainers.process;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** What programs do in the middle of a training that they should not. */
final class Misbehaviour {
    private Misbehaviour() {}

    /** Misbehaves; true if the training is not to go on. */
    static boolean at(String mode, PrintStream out) {
        switch (mode) {
            case "crash" -> {
                System.err.println("the cat has pulled the plug");
                System.err.flush();
                Runtime.getRuntime().halt(3);
            }
            case "exit-0" -> {
                out.flush();
                Runtime.getRuntime().halt(0);
            }
            case "hang" -> hang();
            case "orphans" -> {
                startOrphans();
                Runtime.getRuntime().halt(1);
            }
            case "orphans-and-hang" -> {
                startOrphans();
                hang();
            }
            case "garbage" -> print(out, "Epoch 1: loss 0.3\n");
            case "half-line" -> {
                print(out, "{\"type\":\"point\",\"st");
                Runtime.getRuntime().halt(1);
            }
            case "long-line" -> {
                byte[] much = "x".repeat(1 << 20).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
                for (int i = 0; i < 100 && !out.checkError(); i++) {
                    out.write(much, 0, much.length);
                }
                print(out, "\n");
            }
            case "flood" -> {
                while (!out.checkError()) {
                    print(out, "{\"type\":\"point\",\"step\":0,\"loss\":1}\n");
                }
            }
            case "flood-errors" -> {
                byte[] line = ("e".repeat(99) + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
                for (int i = 0; i < 200_000; i++) {
                    System.err.write(line, 0, line.length);
                }
            }
            default -> {
                return false;
            }
        }
        return !mode.equals("flood-errors");
    }

    private static void print(PrintStream out, String text) {
        out.print(text);
        out.flush();
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One below another shell that has ended, one in a session of its own, and both hold on to standard output. */
    private static void startOrphans() {
        try {
            Process shell = new ProcessBuilder(
                            List.of("/bin/sh", "-c", "(trap '' TERM HUP INT; setsid sleep 300 & sleep 300 & ) ; exit 0"))
                    .inheritIO()
                    .start();
            shell.waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
