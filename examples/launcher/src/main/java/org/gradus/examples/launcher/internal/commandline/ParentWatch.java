package org.gradus.examples.launcher.internal.commandline;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.gradus.trainers.dl4j.environment.ChildJvm;

/**
 * Ends a child JVM, as politely as Ctrl+C would, when the process that started it is gone: nothing else could stop it. The
 * operating system gives a process another parent at the moment its own ends, so the child compares its parent with the one
 * that started it. So it also notices a parent that had ended before the child looked for the first time, or whose number
 * another process has now. A parent that is stopped is not gone.
 */
public final class ParentWatch {
    private static final long PAUSE_MILLIS = 200;

    private final String started;
    private final Supplier<Optional<Long>> parent;
    private final Runnable end;

    /**
     * Looks once and then, if the parent is there, again and again in a thread of its own.
     *
     * @param started the number of the process that started this one
     * @param parent tells the number of the parent that this process has
     * @param end what to do when it is another
     */
    ParentWatch(String started, Supplier<Optional<Long>> parent, Runnable end) {
        this.started = started;
        this.parent = parent;
        this.end = end;
    }

    /** Whether this process was started as a {@link ChildJvm}; that class need not be there. */
    static boolean isChild() {
        return System.getenv(ChildJvm.PARENT) != null;
    }

    /** Watches the parent of this process if it is a child. */
    public static void start(Runnable end) {
        String started = System.getenv(ChildJvm.PARENT);
        if (started != null) {
            new ParentWatch(started, () -> ProcessHandle.current().parent().map(ProcessHandle::pid), end).start();
        }
    }

    private void start() {
        if (endIfGone()) {
            return;
        }
        Thread watch = new Thread(
                () -> {
                    while (!endIfGone()) {
                        Uninterruptibles.sleepUninterruptibly(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                    }
                },
                "gradus-parent");
        watch.setDaemon(true);
        watch.start();
    }

    /** Whether the parent is gone; the end is begun then. */
    boolean endIfGone() {
        boolean isGone = !parent.get().map(Object::toString).equals(Optional.of(started));
        if (isGone) {
            end.run();
        }
        return isGone;
    }
}
