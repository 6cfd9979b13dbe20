package org.gradus.examples.launcher.internal.commandline;

import java.io.Console;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The screen that a person looks at, behind the error stream: it understands the codes that move its cursor.
 *
 * @param measured its size whenever it is asked for; a person may change it
 * @param hasColours whether it may show colours
 */
public record Screen(Supplier<Size> measured, boolean hasColours) {
    /**
     * The size of a screen.
     *
     * @param columns at least 1
     * @param rows at least 1
     */
    public record Size(int columns, int rows) {
        /** That of a screen whose size nobody knows. */
        static final Size DEFAULT = new Size(80, 24);

        public Size {
            OptionRanges.requireAtLeast("the columns of a screen", 1, columns);
            OptionRanges.requireAtLeast("the rows of a screen", 1, rows);
        }
    }

    private static final Pattern ROWS_AND_COLUMNS = Pattern.compile("([1-9]\\d{0,4}) ([1-9]\\d{0,4})\\s*");
    private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,4}");
    private static final long PATIENCE_SECONDS = 1;

    /** The screen of this process; empty where the error stream leads elsewhere, or to a screen that knows no codes. */
    static Optional<Screen> find() {
        Map<String, String> environment = System.getenv();
        return knowsCodes(environment) && isTerminal()
                ? Optional.of(new Screen(measured(environment), mayHaveColours(environment)))
                : Optional.empty();
    }

    /** Whether the environment names a screen that moves its cursor, and no service that only records what is printed. */
    static boolean knowsCodes(Map<String, String> environment) {
        String terminal = environment.getOrDefault("TERM", "");
        boolean isCapable = terminal.isEmpty() ? environment.containsKey("WT_SESSION") : !terminal.equals("dumb");
        String service = environment.getOrDefault("CI", "");
        return isCapable && (service.isEmpty() || service.equals("false"));
    }

    /** As <a href="https://no-color.org">no-color.org</a> has it: any value but the empty one forbids colours. */
    static boolean mayHaveColours(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /** The size now. */
    public Size size() {
        return measured.get();
    }

    /** The last size that was learned, for moments without an answer. */
    private static Supplier<Size> measured(Map<String, String> environment) {
        AtomicReference<Size> last = new AtomicReference<>(ofEnvironment(environment));
        return () -> {
            parse(answerOfStty()).ifPresent(last::set);
            return last.get();
        };
    }

    /** The size in {@code stty}'s words, rows first; empty where they say none. */
    static Optional<Size> parse(String words) {
        Matcher matcher = ROWS_AND_COLUMNS.matcher(words);
        return matcher.matches()
                ? Optional.of(new Size(Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(1))))
                : Optional.empty();
    }

    /** The size in COLUMNS and LINES, which shells may set. */
    static Size ofEnvironment(Map<String, String> environment) {
        return new Size(
                count(environment, "COLUMNS", Size.DEFAULT.columns()),
                count(environment, "LINES", Size.DEFAULT.rows()));
    }

    private static int count(Map<String, String> environment, String name, int otherwise) {
        String value = environment.getOrDefault(name, "");
        return COUNT.matcher(value).matches() ? Integer.parseInt(value) : otherwise;
    }

    /** What {@code stty} says of the terminal that the error stream leads to; empty where it says nothing. */
    private static String answerOfStty() {
        try {
            Process stty = new ProcessBuilder("sh", "-c", "stty size <&2 2>/dev/null")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (!stty.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return "";
            }
            return new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return ""; // No such program: Windows.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** Whether the error stream, where progress goes, is a terminal: the output may be a file, or the other way round. */
    private static boolean isTerminal() {
        try {
            Process test = new ProcessBuilder("test", "-t", "2")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return test.waitFor() == 0;
        } catch (IOException e) {
            return isConsole(); // No such program: Windows.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** From Java 22 on there can be a console without a terminal, and a method that says so. */
    @SuppressWarnings("SystemConsoleNull") // On 17 there is none without a terminal.
    private static boolean isConsole() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return true;
        }
    }
}
