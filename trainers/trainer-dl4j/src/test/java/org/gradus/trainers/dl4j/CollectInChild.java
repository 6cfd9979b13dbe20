package org.gradus.trainers.dl4j;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import org.gradus.trainers.dl4j.environment.Dl4jEnvironment;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.BroadcastOp;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastAddOp;
import org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Collects garbage while a long operation runs, and ends with 1 if that frees an array which the operation was given. To be
 * run with {@code -XX:TieredStopAtLevel=1}: interpreted code keeps everything reachable, and so does, by chance, what the
 * second compiler makes of ND4J.
 */
final class CollectInChild {
    private static final int CALLS_UNTIL_COMPILED = 5_000;

    private static volatile @Nullable WeakReference<DataBuffer> dimensions;

    private CollectInChild() {}

    /** Nothing but the operation holds its array of dimensions. */
    private static BroadcastOp addition(INDArray matrix, INDArray row) {
        BroadcastAddOp op = new BroadcastAddOp(matrix, row, matrix, 1);
        dimensions = new WeakReference<>(op.dimensions().data());
        return op;
    }

    private static void add(INDArray matrix, INDArray row) {
        Nd4j.getExecutioner().exec(addition(matrix, row));
    }

    public static void main(String[] args) throws InterruptedException {
        Dl4jEnvironment.start();
        INDArray small = Nd4j.zeros(DataType.FLOAT, 2, 2);
        INDArray smallRow = Nd4j.zeros(DataType.FLOAT, 1, 2);
        for (int i = 0; i < CALLS_UNTIL_COMPILED; i++) {
            add(small, smallRow);
        }
        INDArray large = Nd4j.zeros(DataType.FLOAT, 8_000_000, 4); // some tenths of a second of native work
        INDArray row = Nd4j.zeros(DataType.FLOAT, 1, 4);
        dimensions = new WeakReference<>(row.data());
        Thread worker = new Thread(() -> add(large, row));
        worker.start();
        while (worker.isAlive()) {
            System.gc();
            if (dimensions.get() == null && isInNativeOperation(worker)) {
                System.exit(1);
            }
        }
        System.exit(0);
    }

    /** The operation is the last that the thread does, so that no other is taken for it. */
    private static boolean isInNativeOperation(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(Nd4jCpu.class.getName())
                        && frame.getMethodName().equals("execBroadcast"));
    }
}
