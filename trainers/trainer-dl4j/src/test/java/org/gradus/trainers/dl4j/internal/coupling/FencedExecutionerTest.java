package org.gradus.trainers.dl4j.internal.coupling;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.gradus.trainers.dl4j.CollectInChild;
import org.gradus.trainers.dl4j.SearchesInChild;
import org.gradus.trainers.dl4j.environment.ChildJvm;
import org.gradus.trainers.dl4j.environment.Dl4jEnvironment;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.cpu.nativecpu.ops.NativeOpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

class FencedExecutionerTest {
    @Test
    void collectorLeavesArraysOfRunningOperation() throws Exception {
        Process child = ChildJvm.of(CollectInChild.class)
                .withOption("-XX:TieredStopAtLevel=1")
                .process()
                .redirectErrorStream(true)
                .start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor())
                .as("1 is: freed while the native code uses it; output: %s", output)
                .isZero();
    }

    /** How many searches is set by {@code -Dtest.searches=300}; a few where it is not. */
    @Test
    void searchesRunWhileGarbageIsCollected() throws Exception {
        String searches = System.getProperty("test.searches", "3");
        Process child = ChildJvm.of(SearchesInChild.class, searches)
                .withOption("-XX:TieredStopAtLevel=1")
                .process()
                .redirectErrorStream(true)
                .start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(output).isZero();
        assertThat(output).contains("search " + searches + " best ");
    }

    /** The methods with a context do the work; those without call them. */
    @Test
    void everyOperationIsFenced() {
        Dl4jEnvironment.start();
        assertThat(Nd4j.getExecutioner()).isInstanceOf(FencedExecutioner.class);
        assertThat(Stream.of(NativeOpExecutioner.class.getDeclaredMethods())
                        .filter(method -> !method.isBridge() && Modifier.isPublic(method.getModifiers()))
                        .filter(method ->
                                Arrays.asList(method.getParameterTypes()).contains(OpContext.class))
                        .filter(method -> !isFenced(method)))
                .isEmpty();
    }

    private static boolean isFenced(Method method) {
        return Arrays.stream(FencedExecutioner.class.getDeclaredMethods())
                .anyMatch(own -> own.getName().equals(method.getName())
                        && Arrays.equals(own.getParameterTypes(), method.getParameterTypes()));
    }
}
