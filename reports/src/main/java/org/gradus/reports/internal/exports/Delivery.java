package org.gradus.reports.internal.exports;

import java.io.IOException;
import java.nio.file.FileSystemException;
import org.gradus.core.study.SearchException;

/** Delivers a study once, and says why that is not possible. */
public final class Delivery {
    private Delivery() {}

    /**
     * Brings an export up to date.
     *
     * @throws SearchException if that is not possible
     */
    public static void deliver(Export export, Snapshot snapshot) {
        try {
            export.bring(snapshot);
        } catch (IOException e) {
            throw new SearchException(
                    "study '" + snapshot.study().id() + "' cannot be written to " + export.words() + ": " + problem(e),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SearchException(
                    "study '" + snapshot.study().id() + "' is not written to " + export.words()
                            + " completely: interrupted",
                    e);
        }
    }

    /** What is wrong, in words. */
    static String problem(Throwable e) {
        if (e instanceof FileSystemException file) {
            String kind =
                    file.getReason() == null ? e.getClass().getSimpleName().replace("Exception", "") : file.getReason();
            return file.getFile() + ": " + kind;
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
