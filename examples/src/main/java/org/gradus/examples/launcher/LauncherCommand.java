package org.gradus.examples.launcher;

/** A command of the launcher: filled with options by picocli, then checked, then run. */
public interface LauncherCommand {
    /**
     * Refuses what cannot work, before anything is trained.
     *
     * @throws IllegalArgumentException for a value
     * @throws IllegalStateException for options that do not fit together
     * @throws org.gradus.core.study.SearchException for files
     */
    void check();

    /** Names the files that it reads and writes, so that it is refused where two of them are one. */
    default void nameFiles(CommandFiles files) {}

    /**
     * Does it.
     *
     * @return the exit code
     * @throws UsageException for what only now turns out not to work, before anything was trained
     */
    int run(Terminal terminal) throws Exception;

    /** Whether it trains with Deeplearning4j, and so wants a JVM of its own. */
    default boolean trains() {
        return true;
    }
}
