package org.gradus.trainers.dl4j.internal.natives;

import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.util.List;
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
 * JVM crashes or computes with whatever is there. Thread-safe, as the original is.
 */
final class FencedExecutioner extends NativeOpExecutioner {
    private FencedExecutioner() {}

    /**
     * Puts this executioner in the place of ND4J's, once ND4J is loaded. Executioners of other kinds, such as that of CUDA,
     * stay.
     */
    static void install() {
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
            throw new IllegalStateException("this version of ND4J keeps its executioner elsewhere than 1.0.0-M2.1", e);
        }
    }

    @Override
    public INDArray exec(Op op, @Nullable OpContext context) {
        try {
            return super.exec(op, context);
        } finally {
            Reference.reachabilityFence(op);
            Reference.reachabilityFence(context);
        }
    }

    @Override
    public INDArray exec(IndexAccumulation op, @Nullable OpContext context) {
        try {
            return super.exec(op, context);
        } finally {
            Reference.reachabilityFence(op);
            Reference.reachabilityFence(context);
        }
    }

    @Override
    public INDArray exec(ReduceOp op, @Nullable OpContext context) {
        try {
            return super.exec(op, context);
        } finally {
            Reference.reachabilityFence(op);
            Reference.reachabilityFence(context);
        }
    }

    @Override
    public INDArray exec(ScalarOp op, @Nullable OpContext context) {
        try {
            return super.exec(op, context);
        } finally {
            Reference.reachabilityFence(op);
            Reference.reachabilityFence(context);
        }
    }

    @Override
    public INDArray exec(BroadcastOp op, @Nullable OpContext context) {
        try {
            return super.exec(op, context);
        } finally {
            Reference.reachabilityFence(op);
            Reference.reachabilityFence(context);
        }
    }

    @Override
    public INDArray exec(RandomOp op, @Nullable OpContext context, Random random) {
        try {
            return super.exec(op, context, random);
        } finally {
            Reference.reachabilityFence(op);
            Reference.reachabilityFence(context);
            Reference.reachabilityFence(random);
        }
    }

    @Override
    public INDArray[] exec(CustomOp op) {
        try {
            return super.exec(op);
        } finally {
            Reference.reachabilityFence(op);
        }
    }

    @Override
    public INDArray[] exec(CustomOp op, OpContext context) {
        try {
            return super.exec(op, context);
        } finally {
            Reference.reachabilityFence(op);
            Reference.reachabilityFence(context);
        }
    }

    @Override
    public List<LongShapeDescriptor> calculateOutputShape(CustomOp op, @Nullable OpContext context) {
        try {
            return super.calculateOutputShape(op, context);
        } finally {
            Reference.reachabilityFence(op);
            Reference.reachabilityFence(context);
        }
    }
}
