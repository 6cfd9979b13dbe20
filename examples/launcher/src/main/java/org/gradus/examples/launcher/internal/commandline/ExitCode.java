package org.gradus.examples.launcher.internal.commandline;

import java.util.Set;

/** How the launcher ends. */
public final class ExitCode {
    /** It did what it was asked for. */
    public static final int OK = 0;

    /** It could not finish. */
    public static final int FAILURE = 1;

    /** It was asked for something that cannot work; nothing was trained. */
    public static final int USAGE = 2;

    /** {@code ask}: the search is finished; there is nothing to train any more. */
    public static final int FINISHED = 3;

    /** {@code ask}: there is nothing to train before a trial is told that was asked for. */
    public static final int WAIT = 4;

    /** It was asked to end early: by Ctrl+C, SIGTERM or SIGHUP, all with the same code. */
    public static final int INTERRUPTED = 130;

    /** {@code worker}: it was asked to end by SIGTERM, as schedulers do, and another worker goes on with what it trained. */
    public static final int TERMINATED = 143;

    /** {@code worker}: as {@link #TERMINATED}, by SIGHUP. */
    public static final int HUNG_UP = 129;

    /** Every code that the launcher ends with. */
    static final Set<Integer> ALL = Set.of(OK, FAILURE, USAGE, FINISHED, WAIT, INTERRUPTED, TERMINATED, HUNG_UP);

    private ExitCode() {}
}
