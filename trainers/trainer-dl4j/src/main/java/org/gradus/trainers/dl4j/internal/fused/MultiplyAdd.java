package org.gradus.trainers.dl4j.internal.fused;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * Products with a sum, by the processor's fused instruction where it has one. Without it {@link Math#fma} computes with decimal numbers, thousands
 * of times as long.
 */
final class MultiplyAdd {
    private static final boolean FUSED = isFused();

    private MultiplyAdd() {}

    /** a b + c: rounded once where it is fused, else twice. The same in this JVM whether it is compiled yet or not. */
    static float of(float a, float b, float c) {
        return FUSED ? Math.fma(a, b, c) : a * b + c;
    }

    private static boolean isFused() {
        HotSpotDiagnosticMXBean jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        try {
            return jvm != null && Boolean.parseBoolean(jvm.getVMOption("UseFMA").getValue());
        } catch (IllegalArgumentException e) { // a JVM without this option
            return false;
        }
    }
}
