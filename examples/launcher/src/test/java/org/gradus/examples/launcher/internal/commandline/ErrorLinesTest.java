package org.gradus.examples.launcher.internal.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.slf4j.LoggerFactory;

@ResourceLock(Resources.SYSTEM_ERR)
class ErrorLinesTest {
    @Test
    void whatIsPrintedAndLoggedComesInLines() {
        PrintStream before = System.err;
        List<String> lines = new ArrayList<>();
        ErrorLines taken = new ErrorLines(lines::add);
        try {
            assertThat(System.err).isNotSameAs(before);
            System.err.print("a line ");
            System.err.println("in parts");
            System.err.print("two\r\nlines\n");
            LoggerFactory.getLogger("org.gradus.test").warn("from the log");
            System.err.print("no end");
        } finally {
            taken.close();
        }
        assertThat(System.err).isSameAs(before);
        assertThat(lines).containsExactly("a line in parts", "two", "lines", "from the log", "no end");
    }
}
