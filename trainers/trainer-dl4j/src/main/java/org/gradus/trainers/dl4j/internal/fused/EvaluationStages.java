package org.gradus.trainers.dl4j.internal.fused;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes of the stages of a network those of its evaluation, which are fewer and keep nothing for a backward pass. */
final class EvaluationStages {
    private final ChannelsLast values;
    private final List<Stage> made = new ArrayList<>();

    /** By output. */
    private final Map<Signal, LstmEvaluation> series = new HashMap<>();

    private EvaluationStages(ChannelsLast values) {
        this.values = values;
    }

    /** The stages of an evaluation, on the signals of the given ones. */
    static List<Stage> of(List<Stage> stages, Arena arena) {
        EvaluationStages evaluation = new EvaluationStages(new ChannelsLast(stages, arena));
        stages.forEach(evaluation::add);
        return evaluation.made;
    }

    private void add(Stage stage) {
        if (stage instanceof BatchNormStage norm) {
            merge(norm.input(), norm.step(), norm.output());
        } else if (stage instanceof ActivationStage activation) {
            merge(activation.input(), activation.step(), activation.output());
        } else if (stage instanceof DenseStage dense) {
            made.add(dense.product());
            dense.bias().ifPresent(bias -> merge(dense.output(), bias, dense.output()));
        } else if (stage instanceof SumStage sum) {
            addSum(sum);
        } else if (stage instanceof DropoutStage dropout) {
            merge(dropout.input(), (piece, from, count) -> {}, dropout.output());
        } else if (stage instanceof ImageStage image) {
            made.add(image.channelsLast(read(image.input()), values.written(image.output())));
        } else if (stage instanceof SeriesOrderStage order) {
            made.add(order.channelsLast(read(order.input()), values.written(order.output())));
        } else if (stage instanceof MergeStage merge) {
            List<Values> parts = merge.inputs().stream().map(this::read).toList();
            made.add(MergeStage.last(parts, values.written(merge.output())));
        } else if (stage instanceof ReshapeStage shape) {
            values.reshaped(shape).ifPresent(made::add);
        } else if (stage instanceof LstmStage lstm) {
            LstmEvaluation before = limited(lstm.input(), LstmEvaluation.Written.NONE);
            LstmEvaluation evaluation = lstm.ofEvaluation(before);
            series.put(lstm.output(), evaluation);
            made.add(evaluation);
        } else {
            if (stage instanceof LastStepStage last) {
                limited(last.input(), LstmEvaluation.Written.LAST);
            }
            made.add(stage);
        }
    }

    private Values read(Signal signal) {
        values.before(signal).ifPresent(made::add);
        return values.of(signal);
    }

    /** The LSTM that computes a signal; if only one stage reads that, it writes no more than that stage needs. */
    private @Nullable LstmEvaluation limited(Signal signal, LstmEvaluation.Written needed) {
        LstmEvaluation lstm = series.get(signal);
        if (lstm != null && signal.isReadOnce()) {
            lstm.write(needed);
        }
        return lstm;
    }

    private void merge(Signal input, MergedStage.Step step, Signal output) {
        MergedStage pass = passOn(input, output);
        pass.add(step, values.written(output), output);
    }

    /** The pass goes on from the last of the terms that a pass computes, and adds the others. */
    private void addSum(SumStage sum) {
        List<Signal> others = new ArrayList<>(sum.inputs());
        Signal begun = others.stream()
                .filter(term -> passTo(term).isPresent())
                .reduce((first, second) -> second)
                .orElse(others.get(0));
        others.remove(begun);
        MergedStage pass = passOn(begun, sum.output());
        Values written = values.written(sum.output());
        others.forEach(term -> pass.add(new Addition(values.of(term)), written, sum.output()));
    }

    /** The pass to an input, or a new one from there, which is now the last stage. */
    private MergedStage passOn(Signal input, Signal output) {
        Values first = read(input);
        MergedStage pass = passTo(input).orElseGet(() -> new MergedStage(first, values.of(output), output));
        made.remove(pass);
        made.add(pass);
        return pass;
    }

    /** The pass that computes a signal, if only one stage reads that, which is the one that comes next. */
    private Optional<MergedStage> passTo(Signal signal) {
        return made.stream()
                .filter(MergedStage.class::isInstance)
                .map(MergedStage.class::cast)
                .filter(pass -> pass.output() == signal && signal.isReadOnce())
                .findFirst();
    }

    /** Adds other values. */
    private static final class Addition implements MergedStage.Step {
        private final Values term;
        private final float[] piece;

        Addition(Values term) {
            this.term = term;
            this.piece = new float[Math.min(Values.PIECE, term.length())];
        }

        @Override
        public void apply(float[] sum, int from, int count) {
            term.get(from, piece, 0, count);
            Kernels.add(sum, 0, piece, 0, count);
        }
    }
}
