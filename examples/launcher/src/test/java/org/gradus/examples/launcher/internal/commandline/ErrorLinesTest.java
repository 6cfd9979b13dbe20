package org.gradus.examples.launcher.internal.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_ERR)
class ErrorLinesTest {
    /** A log as the launcher's configuration makes it; that of tests is another. */
    private static Logger log() throws JoranException {
        LoggerContext context = new LoggerContext();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(ErrorLinesTest.class.getResource("/logback.xml"));
        return context.getLogger("org.gradus.test");
    }

    @Test
    void whatIsPrintedAndLoggedComesInLines() throws JoranException {
        PrintStream before = System.err;
        List<String> lines = new ArrayList<>();
        ErrorLines taken = new ErrorLines(lines::add);
        try {
            assertThat(System.err).isNotSameAs(before);
            System.err.print("a line ");
            System.err.println("in parts");
            System.err.print("two\r\nlines\n");
            log().warn("from the log");
            System.err.print("no end");
        } finally {
            taken.close();
        }
        assertThat(System.err).isSameAs(before);
        assertThat(lines).containsExactly("a line in parts", "two", "lines", "from the log", "no end");
    }
}
