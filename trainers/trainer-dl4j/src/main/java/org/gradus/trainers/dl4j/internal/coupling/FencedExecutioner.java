package org.gradus.trainers.dl4j.internal.coupling;

import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.BroadcastOp;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.IndexAccumulation;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.RandomOp;
import org.nd4j.linalg.api.ops.ReduceOp;
import org.nd4j.linalg.api.ops.ScalarOp;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.cpu.nativecpu.ops.NativeOpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

/**
 * ND4J's executioner on the CPU, which keeps an operation and all its arrays reachable until the native code has returned.
 * ND4J frees an array as soon as its Java object is garbage, and in compiled code an operation is garbage from the moment
 * at which its addresses were read: a collection in between frees the memory that the native code is about to use, and the
 * JVM crashes or computes with other data. Thread-safe, as the original is.
 */
public final class FencedExecutioner extends NativeOpExecutioner {
    private FencedExecutioner() {}

    /**
     * Puts this executioner in the place of ND4J's, once ND4J is loaded. Executioners of other kinds, such as that of CUDA,
     * stay. Only where {@link Assumption#FENCE} holds.
     */
    public static void install() {
        if (Nd4j.getExecutioner().getClass() == NativeOpExecutioner.class) {
            put(new FencedExecutioner());
        }
    }

    /** ND4J has no other way to change its executioner once it is loaded, and it may be loaded already. */
    private static void put(OpExecutioner executioner) {
        try {
            Field field = Nd4j.class.getDeclaredField("OP_EXECUTIONER_INSTANCE");
            field.setAccessible(true);
            field.set(null, executioner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "ND4J's executioner cannot be replaced", e); // The field was looked for before.
        }
    }

    private static <T> T keeping(Supplier<T> call, @Nullable Object... reachable) {
        try {
            return call.get();
        } finally {
            for (Object object : reachable) {
                Reference.reachabilityFence(object);
            }
        }
    }

    @Override
    public INDArray exec(Op op, @Nullable OpContext context) {
        return keeping(() -> super.exec(op, context), op, context);
    }

    @Override
    public INDArray exec(IndexAccumulation op, @Nullable OpContext context) {
        return keeping(() -> super.exec(op, context), op, context);
    }

    @Override
    public INDArray exec(ReduceOp op, @Nullable OpContext context) {
        return keeping(() -> super.exec(op, context), op, context);
    }

    @Override
    public INDArray exec(ScalarOp op, @Nullable OpContext context) {
        return keeping(() -> super.exec(op, context), op, context);
    }

    @Override
    public INDArray exec(BroadcastOp op, @Nullable OpContext context) {
        return keeping(() -> super.exec(op, context), op, context);
    }

    @Override
    public INDArray exec(RandomOp op, @Nullable OpContext context, Random random) {
        return keeping(() -> super.exec(op, context, random), op, context, random);
    }

    @Override
    public INDArray[] exec(CustomOp op) {
        return keeping(() -> super.exec(op), op);
    }

    @Override
    public INDArray[] exec(CustomOp op, OpContext context) {
        return keeping(() -> super.exec(op, context), op, context);
    }

    @Override
    public List<LongShapeDescriptor> calculateOutputShape(CustomOp op, @Nullable OpContext context) {
        return keeping(() -> super.calculateOutputShape(op, context), op, context);
    }
}
