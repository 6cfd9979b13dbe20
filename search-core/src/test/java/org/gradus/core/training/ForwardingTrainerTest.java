package org.gradus.core.training;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A method that is added to a trainer or a session is passed on too, though it has a default. */
class ForwardingTrainerTest {
    private static Stream<Method> instanceMethods(Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isSynthetic());
    }

    static Stream<Method> methodsOfTrainers() {
        return instanceMethods(Trainer.class);
    }

    static Stream<Method> methodsOfSessions() {
        return instanceMethods(TrainingSession.class);
    }

    private static void assertOverrides(Class<?> forwarding, Method method) {
        assertThatCode(() -> forwarding.getDeclaredMethod(method.getName(), method.getParameterTypes()))
                .as("%s overrides %s", forwarding.getSimpleName(), method)
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("methodsOfTrainers")
    void everyMethodOfATrainerIsPassedOn(Method method) {
        assertOverrides(ForwardingTrainer.class, method);
    }

    @ParameterizedTest
    @MethodSource("methodsOfSessions")
    void everyMethodOfASessionIsPassedOn(Method method) {
        assertOverrides(ForwardingTrainer.Session.class, method);
    }
}
