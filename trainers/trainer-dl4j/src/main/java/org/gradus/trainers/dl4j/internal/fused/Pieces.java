package org.gradus.trainers.dl4j.internal.fused;

import java.util.List;

/** Loops over whole values, a piece at a time. */
final class Pieces {
    private Pieces() {}

    /** Computes on a piece: the numbers are those at the beginning of each array. */
    interface OnOne {
        void compute(float[] piece, int count);
    }

    /** Computes on pieces of two values at the same place, and changes the first. */
    interface OnTwo {
        void compute(float[] changed, float[] read, int count);
    }

    /** Writes values that are made of others of the same length, maybe of themselves. */
    static void write(Values written, Values read, OnOne computation) {
        each(read, written, Values.PIECE, computation);
    }

    /** Changes values in place by others of the same length. */
    static void change(Values values, Values read, OnTwo computation) {
        write(values, values, read, computation);
    }

    /** Writes values that are made of two others of the same length. */
    static void write(Values written, Values first, Values second, OnTwo computation) {
        float[] changed = new float[Math.min(Values.PIECE, written.length())];
        float[] read = new float[changed.length];
        for (int from = 0; from < written.length(); from += changed.length) {
            int count = Math.min(changed.length, written.length() - from);
            first.get(from, changed, 0, count);
            second.get(from, read, 0, count);
            computation.compute(changed, read, count);
            written.put(from, changed, 0, count);
        }
    }

    /** Writes the sum of one or more values. */
    static void sum(List<Values> terms, Values written) {
        Values soFar = terms.get(0);
        for (Values term : terms.subList(1, terms.size())) {
            write(written, soFar, term, (changed, read, count) -> Kernels.add(changed, 0, read, 0, count));
            soFar = written;
        }
    }

    static void copy(Values from, Values to) {
        write(to, from, (piece, count) -> {});
    }

    /** Adds a term to each row. */
    static void addToRows(Values rows, float[] term) {
        int width = term.length;
        each(rows, rows, ofRows(width), (piece, count) -> {
            for (int row = 0; row < count; row += width) {
                Kernels.add(piece, row, term, 0, width);
            }
        });
    }

    /** The sum of all rows. */
    static float[] sumOfRows(Values rows, int width) {
        float[] sum = new float[width];
        float[] piece = new float[ofRows(width)];
        for (int from = 0; from < rows.length(); from += piece.length) {
            int count = Math.min(piece.length, rows.length() - from);
            rows.get(from, piece, 0, count);
            for (int row = 0; row < count; row += width) {
                Kernels.add(sum, 0, piece, row, width);
            }
        }
        return sum;
    }

    private static void each(Values read, Values written, int size, OnOne computation) {
        float[] piece = new float[Math.min(size, read.length())];
        for (int from = 0; from < read.length(); from += piece.length) {
            int count = Math.min(piece.length, read.length() - from);
            read.get(from, piece, 0, count);
            computation.compute(piece, count);
            written.put(from, piece, 0, count);
        }
    }

    /** The numbers of a piece of whole rows. */
    static int ofRows(int width) {
        return width * Math.max(1, Values.PIECE / width);
    }
}
