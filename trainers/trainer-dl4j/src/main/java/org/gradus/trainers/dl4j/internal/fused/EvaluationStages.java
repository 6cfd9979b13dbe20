package org.gradus.trainers.dl4j.internal.fused;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes of the stages of a network those of its evaluation, which are fewer and keep nothing for a backward pass. */
final class EvaluationStages {
    private final List<Stage> made = new ArrayList<>();

    /** By output. */
    private final Map<Signal, LstmEvaluation> series = new HashMap<>();

    /** The stages of an evaluation, on the signals of the given ones. */
    static List<Stage> of(List<Stage> stages) {
        EvaluationStages evaluation = new EvaluationStages();
        stages.forEach(evaluation::add);
        return evaluation.made;
    }

    private void add(Stage stage) {
        if (stage instanceof BatchNormStage norm) {
            merge(norm.input(), norm.step(), norm.output());
        } else if (stage instanceof ActivationStage activation) {
            merge(activation.input(), activation.step(), activation.output());
        } else if (stage instanceof SumStage sum) {
            addSum(sum);
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

    /** The LSTM that computes a signal; if only one stage reads that, it writes no more than that stage needs. */
    private @Nullable LstmEvaluation limited(Signal signal, LstmEvaluation.Written needed) {
        LstmEvaluation lstm = series.get(signal);
        if (lstm != null && signal.isReadOnce()) {
            lstm.write(needed);
        }
        return lstm;
    }

    private void merge(Signal input, MergedStage.Step step, Signal output) {
        MergedStage pass = passTo(input).orElseGet(() -> new MergedStage(input.values(), output));
        moveToEnd(pass);
        pass.add(step, output);
    }

    /** The pass goes on from the last of the terms that a pass computes, and adds the others. */
    private void addSum(SumStage sum) {
        List<Signal> others = new ArrayList<>(sum.inputs());
        Signal begun = others.stream()
                .filter(term -> passTo(term).isPresent())
                .reduce((first, second) -> second)
                .orElse(others.get(0));
        others.remove(begun);
        MergedStage pass = passTo(begun).orElseGet(() -> new MergedStage(begun.values(), sum.output()));
        moveToEnd(pass);
        others.forEach(term -> pass.add(new Addition(term.values()), sum.output()));
    }

    /** The pass that computes a signal, if only one stage reads that. */
    private Optional<MergedStage> passTo(Signal signal) {
        return made.stream()
                .filter(MergedStage.class::isInstance)
                .map(MergedStage.class::cast)
                .filter(pass -> pass.output() == signal && signal.isReadOnce())
                .findFirst();
    }

    /** Only the stage that comes next reads what a pass writes. */
    private void moveToEnd(MergedStage pass) {
        made.remove(pass);
        made.add(pass);
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
