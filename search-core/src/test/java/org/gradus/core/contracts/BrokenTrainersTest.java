package org.gradus.core.contracts;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.testkit.ScriptedTrainer;
import org.gradus.core.testkit.TrainerContract;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Segment;
import org.gradus.core.trial.SegmentEnd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The suite of trainers finds what is wrong with a trainer, and says which rule it breaks. */
class BrokenTrainersTest {
    /** A sound trainer, and with it what a broken one changes. */
    private static class Changed implements Trainer {
        final Trainer sound = new ScriptedTrainer();

        @Override
        public TrainerDescriptor descriptor() {
            return sound.descriptor();
        }

        @Override
        public long stepsPerEpoch(Configuration configuration) {
            return sound.stepsPerEpoch(configuration);
        }

        @Override
        public TrainingSession open(TrainingRequest request) throws TrainingException {
            return new Session(this, sound.open(request(request)));
        }

        @Override
        public TrainingSession resume(TrainingRequest request, byte[] checkpoint) throws TrainingException {
            return new Session(this, sound.resume(request(request), checkpoint));
        }

        TrainingRequest request(TrainingRequest request) {
            return request;
        }

        CancellationToken token(CancellationToken cancel) {
            return cancel;
        }

        Segment segment(Segment segment) {
            return segment;
        }

        void tested(TrainingSession session) throws TrainingException {}
    }

    private record Session(Changed trainer, TrainingSession sound) implements TrainingSession {
        @Override
        public long step() {
            return sound.step();
        }

        @Override
        public Segment advanceTo(long untilStep, CancellationToken cancel)
                throws TrainingException, InterruptedException {
            return trainer.segment(sound.advanceTo(untilStep, trainer.token(cancel)));
        }

        @Override
        public Evaluation test() throws TrainingException {
            trainer.tested(sound);
            return sound.test();
        }

        @Override
        public byte[] checkpoint() throws TrainingException {
            return sound.checkpoint();
        }

        @Override
        public void close() {
            sound.close();
        }
    }

    abstract static class Suite implements TrainerContract {
        @Override
        public Configuration goodConfiguration() {
            return Configuration.of(new LearningRate(0.1));
        }

        @Override
        public Configuration absurdConfiguration() {
            return Configuration.of(new LearningRate(1e100));
        }

        @Override
        public boolean initSeedMatters() {
            return false;
        }

        @Override
        public boolean dataSeedMatters() {
            return false;
        }
    }

    private static Segment with(Segment segment, UnaryOperator<List<CurvePoint>> change) {
        return new Segment(change.apply(new ArrayList<>(segment.points())), segment.end(), segment.reason());
    }

    static class Sound extends Suite {
        @Override
        public Trainer trainer() {
            return new Changed();
        }
    }

    /** Its segments each lack their last point, unless it is the end of an epoch. */
    static class ForgetsWhereItWasCut extends Suite {
        @Override
        public Trainer trainer() {
            return new Changed() {
                @Override
                Segment segment(Segment segment) {
                    return with(segment, points -> {
                        points.removeIf(p -> points.indexOf(p) == points.size() - 1
                                && p.validation().isEmpty());
                        return points;
                    });
                }
            };
        }
    }

    /** A checkpoint has lost the step that it was taken at. */
    static class ResumesElsewhere extends Suite {
        @Override
        public Trainer trainer() {
            return new Changed() {
                @Override
                public TrainingSession resume(TrainingRequest request, byte[] checkpoint) throws TrainingException {
                    TrainingRequest slower = new TrainingRequest(
                            request.plan(),
                            (step, total) -> 0.999 * request.schedule().at(step, total),
                            request.totalSteps(),
                            request.recordEvery());
                    return new Session(this, sound.resume(slower, checkpoint));
                }
            };
        }
    }

    static class ThrowsForAnAbsurdRate extends Suite {
        @Override
        public Trainer trainer() {
            return new Changed() {
                @Override
                Segment segment(Segment segment) {
                    if (segment.end() == SegmentEnd.DIVERGED) {
                        throw new ArithmeticException("the weights are NaN");
                    }
                    return segment;
                }
            };
        }
    }

    static class HidesTheDivergence extends Suite {
        @Override
        public Trainer trainer() {
            return new Changed() {
                @Override
                Segment segment(Segment segment) {
                    return segment.end() != SegmentEnd.DIVERGED
                            ? segment
                            : Segment.reached(with(segment, points -> points.subList(0, points.size() - 1))
                                    .points());
                }
            };
        }
    }

    static class LeavesOutTheDivergence extends Suite {
        @Override
        public Trainer trainer() {
            return new Changed() {
                @Override
                Segment segment(Segment segment) {
                    return segment.end() != SegmentEnd.DIVERGED
                            ? segment
                            : with(segment, points -> points.subList(0, points.size() - 1));
                }
            };
        }
    }

    static class IgnoresCancel extends Suite {
        @Override
        public Trainer trainer() {
            return new Changed() {
                @Override
                CancellationToken token(CancellationToken cancel) {
                    return CancellationToken.create();
                }
            };
        }
    }

    static class IgnoresInterrupts extends Suite {
        @Override
        public Trainer trainer() {
            return new Changed() {
                @Override
                TrainingRequest request(TrainingRequest request) {
                    return new TrainingRequest(
                            request.plan(),
                            (step, total) -> {
                                double rate = request.schedule().at(step, total);
                                Thread.interrupted();
                                return rate;
                            },
                            request.totalSteps(),
                            request.recordEvery());
                }
            };
        }
    }

    static class HasARateOfItsOwn extends Suite {
        @Override
        public Trainer trainer() {
            return new Changed() {
                @Override
                TrainingRequest request(TrainingRequest request) {
                    return new TrainingRequest(
                            request.plan(), (step, total) -> 0.05, request.totalSteps(), request.recordEvery());
                }
            };
        }
    }

    static class DoesNotEvaluateTheUntrained extends Suite {
        @Override
        public Trainer trainer() {
            return new Changed() {
                @Override
                Segment segment(Segment segment) {
                    return with(segment, points -> {
                        points.removeIf(p -> p.step() == 0);
                        return points;
                    });
                }
            };
        }
    }

    /** Each training drifts a little further from the first, as with a generator that all of them share. */
    static class SharesItsRandomNumbers extends Suite {
        private static final AtomicInteger SHARED = new AtomicInteger();

        @Override
        public Trainer trainer() {
            return new ScriptedTrainer((request, step, loss, cancel) -> loss * (1 + 1e-12 * SHARED.incrementAndGet()));
        }
    }

    static class DoesNotRefuseASweep extends Suite {
        @Override
        public Trainer trainer() {
            return new ScriptedTrainer(
                    (request, step, loss, cancel) -> loss,
                    EnumSet.complementOf(EnumSet.of(Capability.CURVATURE, Capability.SWEEP)));
        }
    }

    static class TrainsOnTheTestSplit extends Suite {
        @Override
        public Trainer trainer() {
            return new Changed() {
                @Override
                void tested(TrainingSession session) throws TrainingException {
                    try {
                        session.advanceTo(session.step() + 1, CancellationToken.create());
                    } catch (InterruptedException e) {
                        throw new TrainingException("interrupted", e);
                    }
                }
            };
        }
    }

    @Test
    void soundTrainerPasses() {
        ContractRun.of(Sound.class).holds();
    }

    static Stream<Arguments> brokenTrainers() {
        return Stream.of(
                Arguments.of(
                        ForgetsWhereItWasCut.class,
                        "trainingInSegmentsGivesTheSameCurve",
                        "advanceTo(a); advanceTo(b) gives the curve of advanceTo(b), also when cut at ["),
                Arguments.of(
                        ResumesElsewhere.class,
                        "resumedTrainingEqualsTheUninterrupted",
                        "A training resumed from a checkpoint of step 1 gives the curve of the uninterrupted one"),
                Arguments.of(
                        ThrowsForAnAbsurdRate.class,
                        "absurdRateDivergesWithoutAnException",
                        "A rate that is far too high is a result and not an exception, but the configuration"),
                Arguments.of(
                        HidesTheDivergence.class,
                        "absurdRateDivergesWithoutAnException",
                        "A loss that is not finite ends the segment as DIVERGED"),
                Arguments.of(
                        LeavesOutTheDivergence.class,
                        "absurdRateDivergesWithoutAnException",
                        "The last point of a divergence holds the loss that is not finite"),
                Arguments.of(
                        IgnoresCancel.class,
                        "cancelIsSeenBeforeTheNextStep",
                        "The token is looked at before every step, so one cancelled during step 15 ends the segment"),
                Arguments.of(
                        IgnoresCancel.class,
                        "cancelledBeforeTheFirstStepTrainsNothing",
                        "A token that is cancelled before the first step ends the segment"),
                Arguments.of(
                        IgnoresInterrupts.class,
                        "interruptedThreadEndsTheSegment",
                        "An interrupted thread ends the segment before the next step"),
                Arguments.of(
                        HasARateOfItsOwn.class,
                        "rateOfEveryPointIsThatOfTheSchedule",
                        "The rate of every step is that of the request's schedule"),
                Arguments.of(
                        DoesNotEvaluateTheUntrained.class,
                        "untrainedModelIsEvaluatedAtStepZero",
                        "The first point is that of step 0"),
                Arguments.of(
                        SharesItsRandomNumbers.class,
                        "equalRequestsGiveEqualCurves",
                        "Equal requests give equal curves"),
                Arguments.of(
                        SharesItsRandomNumbers.class,
                        "interleavedSessionsDoNotDisturbEachOther",
                        "Sessions share no state"),
                Arguments.of(
                        DoesNotRefuseASweep.class,
                        "sweepIsRefusedWhereTheRateCannotClimb",
                        "A trainer without SWEEP refuses a sweep"),
                Arguments.of(
                        TrainsOnTheTestSplit.class,
                        "readingTheTestSplitChangesNothing",
                        "The test split gives the same figures twice"));
    }

    @ParameterizedTest
    @MethodSource
    void brokenTrainers(Class<?> suite, String test, String rule) {
        ContractRun.of(suite).breaks(test, rule);
    }
}
