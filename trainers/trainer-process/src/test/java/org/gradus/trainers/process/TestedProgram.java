package org.gradus.trainers.process;

/** A JVM of its own that tests a program in a mode, and prints the report. */
final class TestedProgram {
    private TestedProgram() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println(Conformance.of(DescentProgram.command(arguments[0])).run());
    }
}
