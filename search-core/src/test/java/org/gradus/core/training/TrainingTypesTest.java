package org.gradus.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.Schedules;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.Segment;
import org.gradus.core.trial.SegmentEnd;
import org.gradus.core.trial.Sweep;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPlan;
import org.junit.jupiter.api.Test;

/** The small types of the package, and what they refuse. */
class TrainingTypesTest {
    private static final Configuration CONFIGURATION = Configuration.of(new LearningRate(0.1));
    private static final TrialPlan PLAN = TrialPlan.search(new TrialId(3), CONFIGURATION, Seeds.of(0, 0), 10);

    private static TrainingRequest request(Sweep sweep) {
        TrialPlan plan = TrialPlan.sweep(new TrialId(3), CONFIGURATION, sweep, Seeds.of(0, 0), 10);
        return new TrainingRequest(plan, sweep.schedule(), 20, 7);
    }

    private static TrainingRequest request(int recordEvery) {
        return new TrainingRequest(PLAN, new Schedules.Exponential(new LearningRate(1), 0.01), 20, recordEvery);
    }

    @Test
    void pointsAreRecordedAtMultiplesAndEvaluatedAtTheEndsOfEpochs() {
        TrainingRequest request = request(4);
        assertThat(LongStream.rangeClosed(0, 20).filter(request::recordedAt))
                .containsExactly(0L, 4L, 8L, 10L, 12L, 16L, 20L);
        assertThat(LongStream.rangeClosed(0, 20).filter(request::evaluatedAt)).containsExactly(0L, 10L, 20L);
        assertThat(request.rateAt(1)).isEqualTo(1);
        assertThat(request.rateAt(20)).isEqualTo(0.01);
        assertThat(request.isSweep()).isFalse();
        assertThat(request.configuration().learningRate()).isEqualTo(new LearningRate(0.1));
        assertThat(request.stepsPerEpoch()).isEqualTo(10);
    }

    @Test
    void sweepRecordsEveryStepAndEvaluatesNone() {
        Sweep sweep = new Sweep(1e-5, 1, 20);
        TrainingRequest request = request(sweep);
        assertThat(LongStream.rangeClosed(0, 20).filter(request::recordedAt))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 20).boxed().toList());
        assertThat(LongStream.rangeClosed(0, 20).filter(request::evaluatedAt)).isEmpty();
    }

    @Test
    void sweepJudgedOnHeldOutDataIsEvaluatedBeforeItsFirstStepToo() {
        Sweep sweep = new Sweep(1e-5, 1, 20, 8);
        TrainingRequest request = request(sweep);
        assertThat(LongStream.rangeClosed(0, 20).filter(request::evaluatedAt)).containsExactly(0L, 8L, 16L, 20L);
        assertThat(LongStream.rangeClosed(0, 20).filter(request::recordedAt))
                .containsExactlyElementsOf(LongStream.rangeClosed(0, 20).boxed().toList());
    }

    @Test
    void requestAsksForSomething() {
        Schedules.Constant constant = new Schedules.Constant(new LearningRate(0.1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrainingRequest(PLAN, constant, 0, 1))
                .withMessage("the training of trial 3 must have at least 1 step, but has 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request(0))
                .withMessage("recordEvery must be at least 1, but was 0");
    }

    @Test
    void firstReasonOfACancellationStays() {
        CancellationToken token = CancellationToken.create();
        assertThat(token.isCancelled()).isFalse();
        assertThat(token.reason()).isEmpty();
        token.cancel("the time is over");
        token.cancel("the search was cancelled");
        assertThat(token.isCancelled()).isTrue();
        assertThat(token.reason()).isEqualTo("the time is over");
        assertThat(Segment.cancelled(List.of(), token.reason()))
                .isEqualTo(new Segment(List.of(), SegmentEnd.CANCELLED, "the time is over"));
    }

    @Test
    void trainerThatSaysNothingOfItCannotDoIt() {
        Trainer plain = new Trainer() {
            @Override
            public TrainerDescriptor descriptor() {
                return new TrainerDescriptor("plain", "1", Set.of(), Set.of(), Map.of());
            }

            @Override
            public long stepsPerEpoch(Configuration configuration) {
                return 1;
            }

            @Override
            public TrainingSession open(TrainingRequest request) {
                return new PlainSession();
            }
        };
        assertThat(plain.descriptor().can(Capability.CHECKPOINT)).isFalse();
        TrainingRequest request = request(1);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> plain.resume(request, new byte[0]))
                .withMessage("trainer 'plain' cannot resume from a checkpoint");
        PlainSession session = new PlainSession();
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(session::test)
                .withMessage("this trainer has no test split");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(session::checkpoint)
                .withMessage("this trainer makes no checkpoints");
        session.close();
    }

    /** A session with nothing but what it must have. */
    private static final class PlainSession implements TrainingSession {
        @Override
        public long step() {
            return 0;
        }

        @Override
        public Segment advanceTo(long untilStep, CancellationToken cancel) {
            return Segment.reached(List.of());
        }
    }

    @Test
    void descriptorIsImmutable() {
        Map<String, String> details = new java.util.HashMap<>(Map.of("threads", "1"));
        TrainerDescriptor descriptor =
                new TrainerDescriptor("t", "1", Set.of(Evaluation.ACCURACY), Set.of(Capability.TEST), details);
        details.put("threads", "2");
        assertThat(descriptor.details()).containsEntry("threads", "1");
        assertThat(descriptor.can(Capability.TEST)).isTrue();
        assertThat(descriptor.can(Capability.SWEEP)).isFalse();
    }
}
