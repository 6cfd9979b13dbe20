package org.gradus.examples.launcher.internal.commandline;

/** A command of the launcher: filled with options by picocli, then checked, then run. */
public interface LauncherCommand {
    /**
     * Names the files of the command, and refuses what cannot work, before anything is trained.
     *
     * @param files takes the files that the command reads and writes, and refuses one that has two names
     * @throws IllegalArgumentException for a value
     * @throws IllegalStateException for options that do not fit together
     * @throws org.gradus.core.study.SearchException for files
     */
    void check(CommandFiles files);

    /**
     * Finds out what must be known before it is done, and takes longer than a check; nothing by default.
     *
     * @throws UsageException for what now turns out not to work
     */
    default void prepare(Terminal terminal) throws Exception {}

    /**
     * Does it.
     *
     * @return the exit code
     * @throws UsageException for what only now turns out not to work, before anything was trained
     */
    int run(Terminal terminal) throws Exception;

    /** Whether a program may follow its options, after {@code --}; not so by default. */
    default boolean takesProgram() {
        return false;
    }

    /** Whether it trains with Deeplearning4j, and so wants a JVM of its own; not so by default. */
    default boolean trains() {
        return false;
    }
}
