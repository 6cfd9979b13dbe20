package org.gradus.trainers.dl4j.internal.fused;

import java.util.Arrays;

/**
 * Planes with zeros around them, parted by a window's strides: a phase has the pixels that the same pixels of the kernel see. In it, what a
 * pixel of the kernel sees at all places lies side by side, so that a convolution is a sum of whole phases, each moved by an offset and
 * multiplied. Several planes lie one after the other.
 */
final class Phases {
    private final Window window;
    private final int planes;
    private final int width;
    private final int size;
    private final float[][] phases;

    /** @param planes how many it holds */
    Phases(Window window, int planes) {
        this.window = window;
        this.planes = planes;
        width = width(window);
        size = size(window);
        phases = new float[window.stride()[0] * window.stride()[1]][size * planes];
    }

    private static int width(Window window) {
        return window.output()[1] + (window.kernel()[1] - 1) / window.stride()[1];
    }

    /** The numbers of a plane in one phase. */
    static int size(Window window) {
        return width(window) * (window.output()[0] + (window.kernel()[0] - 1) / window.stride()[0]);
    }

    /** The phase that a pixel of the kernel sees. */
    float[] of(int y, int x) {
        return phases[y % window.stride()[0] * window.stride()[1] + x % window.stride()[1]];
    }

    /** How far behind a place the kernel's pixel sees its phase. */
    int offset(int y, int x) {
        return y / window.stride()[0] * width + x / window.stride()[1];
    }

    /** The numbers of planes at all places, from the first to the last, with gaps of any content. */
    int count(int ofPlanes) {
        return (ofPlanes - 1) * size + (window.output()[0] - 1) * width + window.output()[1];
    }

    void clear() {
        for (float[] phase : phases) {
            Arrays.fill(phase, 0);
        }
    }

    /** Takes over a plane. */
    void put(int plane, float[] image) {
        each(plane, (phase, at, from, step, count) -> {
            if (step == 1) {
                System.arraycopy(image, from, phase, at, count);
            } else {
                for (int i = 0; i < count; i++) {
                    phase[at + i] = image[from + i * step];
                }
            }
        });
    }

    /** Writes a plane; pixels that no place sees are 0. */
    void get(int plane, float[] image) {
        Arrays.fill(image, 0);
        each(plane, (phase, at, from, step, count) -> {
            for (int i = 0; i < count; i++) {
                image[from + i * step] = phase[at + i];
            }
        });
    }

    /** What is done with a part of a line of a phase, and with the line of the image where it comes from. */
    private interface OnLine {
        void copy(float[] phase, int at, int from, int step, int count);
    }

    private void each(int plane, OnLine copy) {
        int down = window.stride()[0];
        int right = window.stride()[1];
        int columns = window.image()[1];
        for (int part = 0; part < phases.length; part++) {
            int left = part % right - window.pad()[1];
            int first = left < 0 ? (-left + right - 1) / right : 0;
            int count = Math.min(width, (columns - left + right - 1) / right) - first;
            for (int line = 0; count > 0 && line < size / width; line++) {
                int y = line * down + part / right - window.pad()[0];
                if (y >= 0 && y < window.image()[0]) {
                    int from = y * columns + first * right + left;
                    copy.copy(phases[part], plane * size + line * width + first, from, right, count);
                }
            }
        }
    }

    /** Takes over what belongs to the places of a plane, for an array in the order of a phase; the gaps stay. */
    void spread(int plane, float[] places, float[] into) {
        int row = window.output()[1];
        for (int line = 0; line < window.output()[0]; line++) {
            System.arraycopy(places, line * row, into, plane * size + line * width, row);
        }
    }

    /** The reverse of {@link #spread}. */
    void gather(int plane, float[] from, float[] places) {
        int row = window.output()[1];
        for (int line = 0; line < window.output()[0]; line++) {
            System.arraycopy(from, plane * size + line * width, places, line * row, row);
        }
    }

    int planes() {
        return planes;
    }

    int length() {
        return planes * size;
    }
}
