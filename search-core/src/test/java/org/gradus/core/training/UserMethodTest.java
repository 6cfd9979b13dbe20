package org.gradus.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UserMethodTest {
    private static final String HERE = UserMethodTest.class.getName();

    private static final String WANTED = "the option 'network' must name a public static method that takes"
            + " java.lang.Integer and returns java.lang.String or java.lang.Long, but ";

    /** Methods of users. */
    @SuppressWarnings("unused") // called by name
    public static class Net {
        public static String good(Integer width) {
            return "width " + width;
        }

        public static Long wider(Number width) {
            return width.longValue();
        }

        public static String chosen(Integer width) {
            return "the one that fits";
        }

        public static String chosen(String width) {
            return width;
        }

        public static String twice(Integer width) {
            return "integer";
        }

        public static String twice(Object width) {
            return "object";
        }

        public static String none(String width) {
            return width;
        }

        public static String none() {
            return "";
        }

        public String member(Integer width) {
            return "";
        }

        static String hidden(Integer width) {
            return "";
        }

        public static String two(Integer width, Integer height) {
            return "";
        }

        public static Object other(Integer width) {
            return "";
        }

        public static String failing(Integer width) throws IOException {
            throw new IOException("no width " + width);
        }

        public static String interrupted(Integer width) throws InterruptedException {
            throw new InterruptedException("stop");
        }

        public static String exhausted(Integer width) {
            throw new OutOfMemoryError("of the test");
        }

        @SuppressWarnings("NullAway") // users' code is not checked
        public static String nothing(Integer width) {
            return null;
        }
    }

    /** Inherits its methods. */
    public static final class Derived extends Net {}

    /** A class that cannot be initialized. */
    @SuppressWarnings("unused") // called by name
    public static final class Broken {
        private static final int SIZE = Integer.parseInt("many");

        private Broken() {}

        public static String good(Integer width) {
            return "width " + (width + SIZE);
        }
    }

    @SuppressWarnings("unused") // called by name
    static final class Hidden {
        private Hidden() {}

        public static String good(Integer width) {
            return "";
        }
    }

    private static UserMethod named(String name) {
        return new TrainerOptions(Map.of("network", name), List.of())
                .method("network", List.of(Integer.class), List.of(String.class, Long.class));
    }

    @Test
    void methodIsCalledByItsName() {
        UserMethod method = named(HERE + "$Net::good");
        assertThat(method.call(String.class, 3)).isEqualTo("width 3");
        assertThat(method.returns(String.class)).isTrue();
        assertThat(method.returns(Long.class)).isFalse();
        assertThat(method.name()).isEqualTo(HERE + "$Net::good");
    }

    @Test
    void nestedClassMayBeWrittenAsInSources() {
        assertThat(named(HERE + ".Net::wider").call(Long.class, 3)).isEqualTo(3L);
    }

    @Test
    void methodMayBeInherited() {
        assertThat(named(HERE + ".Derived::good").call(String.class, 3)).isEqualTo("width 3");
    }

    @Test
    void onlyOverloadThatFitsIsTaken() {
        assertThat(named(HERE + ".Net::chosen").call(String.class, 3)).isEqualTo("the one that fits");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("Net.good", "was 'Net.good'\nMaybe write network=com.example.Net::network."),
                Arguments.of("", "was ''\nMaybe write network="),
                Arguments.of("com.example.Net::good", "there is no class com.example.Net on the class path\nMaybe "),
                Arguments.of(
                        HERE + ".Net::god",
                        "class " + HERE
                                + "$Net has no method 'god'; its public static methods are chosen, exhausted, "),
                Arguments.of(HERE + ".Net::member", HERE + ".Net::member is not static: public java.lang.String "),
                Arguments.of(HERE + ".Net::hidden", HERE + ".Net::hidden is not public: static java.lang.String "),
                Arguments.of(HERE + ".Hidden::good", HERE + ".Hidden::good is in a class that is not public: "),
                Arguments.of(
                        HERE + ".Net::two",
                        HERE + ".Net::two takes java.lang.Integer, java.lang.Integer: public static "),
                Arguments.of(HERE + ".Net::other", HERE + ".Net::other returns java.lang.Object: public static "),
                Arguments.of(
                        HERE + ".Net::none",
                        HERE + ".Net::none is overloaded, and no method fits: public static java.lang.String " + HERE
                                + "$Net.none(); public static java.lang.String " + HERE
                                + "$Net.none(java.lang.String)"),
                Arguments.of(
                        HERE + ".Net::twice", HERE + ".Net::twice is overloaded, and more than one method fits: "));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void otherMethodsAreRefusedWithWhatTheyAre(String name, String problem) {
        assertThatIllegalArgumentException().isThrownBy(() -> named(name)).withMessageStartingWith(WANTED + problem);
    }

    @Test
    void optionThatIsMissingIsNamed() {
        TrainerOptions none = TrainerOptions.none();
        List<Class<?>> results = List.of(String.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> none.method("data", List.of(), results))
                .withMessage("the option 'data' must name a public static method that takes nothing and returns"
                        + " java.lang.String, but is not given\nMaybe write data=com.example.Net::data.");
    }

    @Test
    void exceptionsOfTheMethodNameIt() {
        UserMethod failing = named(HERE + ".Net::failing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> failing.call(String.class, 3))
                .withMessage("the option 'network' names " + HERE
                        + ".Net::failing, which threw java.io.IOException: no width 3")
                .withCauseInstanceOf(IOException.class);
        UserMethod broken = named(HERE + ".Broken::good");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> broken.call(String.class, 3))
                .withMessageContaining("Broken::good, which threw java.lang.NumberFormatException");
        UserMethod nothing = named(HERE + ".Net::nothing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> nothing.call(String.class, 3))
                .withMessage("the option 'network' names " + HERE + ".Net::nothing, which returned null");
    }

    @Test
    void interruptedMethodLeavesItsThreadInterrupted() {
        UserMethod interrupted = named(HERE + ".Net::interrupted");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> interrupted.call(String.class, 3))
                .withMessageContaining("InterruptedException: stop");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void lackOfMemoryPasses() {
        UserMethod exhausted = named(HERE + ".Net::exhausted");
        assertThatThrownBy(() -> exhausted.call(String.class, 3)).isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void programIsRefusedByWhatStartsNone() {
        TrainerOptions options = new TrainerOptions(Map.of(), List.of("python3"));
        TrainerProvider provider = new TrainerProviderTest.Scripted();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.requireNoProgram(provider))
                .withMessage("trainer 'scripted' starts no program, but was given [python3]");
    }
}
