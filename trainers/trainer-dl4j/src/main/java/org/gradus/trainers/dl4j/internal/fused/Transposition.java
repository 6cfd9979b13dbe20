package org.gradus.trainers.dl4j.internal.fused;

/** Matrices, one for each example, with rows and columns exchanged. */
final class Transposition implements EvaluationStage {
    private final Values from;
    private final Values to;
    private final int examples;
    private final int height;
    private final int width;
    private final float[] matrix;
    private final float[] turned;

    /** @param height of the matrices that are read */
    Transposition(Values from, Values to, int examples, int height, int width) {
        this.from = from;
        this.to = to;
        this.examples = examples;
        this.height = height;
        this.width = width;
        this.matrix = new float[height * width];
        this.turned = new float[matrix.length];
    }

    @Override
    public void forward() {
        for (int example = 0; example < examples; example++) {
            from.get(example * matrix.length, matrix, 0, matrix.length);
            for (int row = 0; row < height; row++) {
                for (int column = 0; column < width; column++) {
                    turned[column * height + row] = matrix[row * width + column];
                }
            }
            to.put(example * turned.length, turned, 0, turned.length);
        }
    }
}
