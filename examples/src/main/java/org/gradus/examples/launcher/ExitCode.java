package org.gradus.examples.launcher;

/** How the launcher ends. */
public final class ExitCode {
    /** It did what it was asked for. */
    public static final int OK = 0;

    /** It could not finish. */
    public static final int FAILURE = 1;

    /** It was asked for something that cannot work; nothing was trained. */
    public static final int USAGE = 2;

    /** It was interrupted, by Ctrl+C for instance. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
