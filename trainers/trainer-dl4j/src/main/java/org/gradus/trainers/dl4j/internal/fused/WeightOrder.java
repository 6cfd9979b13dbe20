package org.gradus.trainers.dl4j.internal.fused;

/** The order of the dimensions of a convolution's weights. */
enum WeightOrder {
    /** {rows, columns, channels, filters}, or kernels of a channel in place of filters. */
    KERNEL_FIRST(0, 3),
    /** {filters, channels, rows, columns}. */
    KERNEL_LAST(1, 0);

    private final int argument;
    private final int filters;

    WeightOrder(int argument, int filters) {
        this.argument = argument;
        this.filters = filters;
    }

    /** The arguments of ND4J's convolutions, for channels first. */
    long[] convolutionArguments(Window window) {
        long[] arguments = window.convolutionArguments();
        arguments[Window.WEIGHT_ORDER] = argument;
        return arguments;
    }

    /** The filters that weights have, or the kernels of a channel. */
    int filters(Parameters parameters) {
        return (int) parameters.value("W").size(filters);
    }
}
