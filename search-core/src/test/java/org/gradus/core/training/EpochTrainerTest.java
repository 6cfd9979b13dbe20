package org.gradus.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.LearningRateSchedule;
import org.gradus.core.space.Schedules;
import org.gradus.core.testkit.ToyPolicies;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.testkit.TrainerContract;
import org.gradus.core.testkit.TrainerRuns;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.Segment;
import org.gradus.core.trial.SegmentEnd;
import org.gradus.core.trial.Trial;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EpochTrainerTest {
    /**
     * Descent on ½x², one update an epoch, with a gradient that errs by up to a thousandth: from x, whose seed gives it a
     * place near 1, an epoch at rate η leads to (1 − η)x.
     */
    private static final class Parabola implements EpochTrainer.Model {
        private final long seed;
        private double place;

        Parabola(Configuration configuration, Seeds seeds) {
            seed = seeds.data();
            place = 1 + 0.1 * new SplittableRandom(seeds.init()).nextDouble();
        }

        @Override
        public double trainEpoch(int epoch, double learningRate) {
            double before = place * place / 2;
            double error = 1e-3 * new SplittableRandom(Seeds.mix(seed, epoch)).nextDouble();
            place -= learningRate * (place + error);
            return before;
        }

        @Override
        public Evaluation validate() {
            return new Evaluation(place * place / 2, Map.of("distance", Math.abs(place)));
        }

        Evaluation test() {
            return new Evaluation(place * place, Map.of("distance", 2 * Math.abs(place)));
        }

        byte[] save() {
            return ByteBuffer.allocate(Double.BYTES).putDouble(place).array();
        }

        void load(byte[] saved) {
            place = ByteBuffer.wrap(saved).getDouble();
        }
    }

    private static EpochTrainer<Parabola> parabola() {
        return EpochTrainer.of("parabola", Parabola::new).metrics("distance");
    }

    /** With its rate fixed, and everything else as a test wants it. */
    private static EpochTrainer<EpochTrainer.Model> scripted(double trainingLoss, Evaluation validation) {
        return EpochTrainer.of("scripted", (configuration, seeds) -> new EpochTrainer.Model() {
            private boolean trained;

            @Override
            public double trainEpoch(int epoch, double learningRate) {
                trained = true;
                return trainingLoss;
            }

            @Override
            public Evaluation validate() {
                return trained ? validation : Evaluation.ofLoss(1);
            }
        });
    }

    private static Configuration rate(double rate) {
        return Configuration.of(new LearningRate(rate));
    }

    @Nested
    class PlainContractTest implements TrainerContract {
        @Override
        public Trainer trainer() {
            return parabola();
        }

        @Override
        public Configuration goodConfiguration() {
            return rate(0.1);
        }

        @Override
        public Configuration absurdConfiguration() {
            return rate(1e120);
        }
    }

    @Nested
    class FullContractTest extends PlainContractTest {
        @Override
        public Trainer trainer() {
            return parabola().test(Parabola::test).checkpoints(Parabola::save, Parabola::load);
        }

        @Override
        public int epochs() {
            return 5;
        }
    }

    @Test
    void capabilitiesAreThoseThatWereGiven() {
        assertThat(parabola().descriptor().capabilities()).containsExactly(Capability.HOLD);
        assertThat(parabola().test(Parabola::test).descriptor().capabilities())
                .containsExactly(Capability.HOLD, Capability.TEST);
        assertThat(parabola()
                        .checkpoints(Parabola::save, Parabola::load)
                        .descriptor()
                        .capabilities())
                .containsExactly(Capability.HOLD, Capability.CHECKPOINT);
        assertThat(parabola().descriptor().fingerprint()).isEqualTo("parabola");
        assertThat(parabola().fingerprint("parabola 2").descriptor().fingerprint())
                .isEqualTo("parabola 2");
        assertThat(parabola().descriptor().metrics()).containsExactly("distance");
    }

    /** (1 − η)^2n / 2 after n epochs from 1: 0.5, 0.125, 0.03125. */
    @Test
    void curveIsThatOfTheClosedForm() throws Exception {
        EpochTrainer<Parabola> exact = EpochTrainer.of("exact", (configuration, seeds) -> {
                    Parabola model = new Parabola(configuration, seeds);
                    model.load(ByteBuffer.allocate(8).putDouble(1).array());
                    return model;
                })
                .metrics("distance");
        List<CurvePoint> points = TrainerRuns.train(exact, TrainerRuns.request(exact, rate(0.5), 2));
        assertThat(points).extracting(CurvePoint::step).containsExactly(0L, 1L, 2L);
        double[] losses = points.stream()
                .mapToDouble(p -> p.validation().orElseThrow().loss())
                .toArray();
        assertThat(losses[0]).isEqualTo(0.5);
        // The error of a thousandth moves the place by at most 5e-4 an epoch, and the loss by less than that.
        assertThat(losses[1]).isCloseTo(0.125, within(5e-4));
        assertThat(losses[2]).isCloseTo(0.03125, within(5e-4));
        assertThat(points.get(1).batchLoss()).isEqualTo(0.5);
        assertThat(points.get(0).batchLoss()).isEqualTo(0.5);
    }

    @Test
    void everyEpochHasTheRateOfTheSchedule() throws Exception {
        List<String> calls = new ArrayList<>();
        EpochTrainer<EpochTrainer.Model> trainer = EpochTrainer.of("calls", (c, seeds) -> new EpochTrainer.Model() {
            @Override
            public double trainEpoch(int epoch, double learningRate) {
                calls.add(epoch + " " + learningRate);
                return 1;
            }

            @Override
            public Evaluation validate() {
                return Evaluation.ofLoss(1);
            }
        });
        LearningRateSchedule halving = (step, total) -> Math.pow(0.5, step);
        TrainerRuns.train(trainer, TrainerRuns.request(trainer, rate(1), halving, 3));
        assertThat(calls).containsExactly("1 0.5", "2 0.25", "3 0.125");
        assertThat(new Schedules.Constant(new LearningRate(1)).at(1, 3)).isEqualTo(1);
    }

    @Test
    void lossThatIsNotANumberIsAResult() throws Exception {
        for (EpochTrainer<?> trainer : List.of(
                scripted(Double.NaN, Evaluation.ofLoss(1)),
                scripted(1, Evaluation.ofLoss(Double.POSITIVE_INFINITY)),
                scripted(1, Evaluation.ofLoss(Double.NaN)))) {
            TrainingRequest request = TrainerRuns.request(trainer, rate(0.1), 3);
            try (TrainingSession session = trainer.open(request)) {
                Segment segment = session.advanceTo(3, CancellationToken.create());
                assertThat(segment.end()).isEqualTo(SegmentEnd.DIVERGED);
                assertThat(segment.reason()).contains("epoch 1");
                assertThat(segment.points()).hasSize(2);
                assertThat(session.step()).isEqualTo(1);
            }
        }
    }

    @Test
    void divergedModelNeedsNoMetrics() throws Exception {
        EpochTrainer<EpochTrainer.Model> trainer = EpochTrainer.<EpochTrainer.Model>of(
                        "diverging", (c, seeds) -> new EpochTrainer.Model() {
                            @Override
                            public double trainEpoch(int epoch, double learningRate) {
                                return 1;
                            }

                            @Override
                            public Evaluation validate() {
                                return Evaluation.ofLoss(Double.NaN);
                            }
                        })
                .metrics("accuracy");
        try (TrainingSession session = trainer.open(TrainerRuns.request(trainer, rate(0.1), 3))) {
            Segment segment = session.advanceTo(3, CancellationToken.create());
            assertThat(segment.end()).isEqualTo(SegmentEnd.DIVERGED);
            assertThat(session.step()).isZero();
        }
    }

    @Test
    void metricsThatWereNotDeclaredAreRefusedByName() {
        EpochTrainer<EpochTrainer.Model> trainer = scripted(1, Evaluation.of(1, 0.9));
        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> TrainerRuns.train(trainer, TrainerRuns.request(trainer, rate(0.1), 3)))
                .withMessageContaining("[]")
                .withMessageContaining("[accuracy] after epoch 1")
                .withMessageContaining("Maybe");
    }

    @Test
    void checkedExceptionFailsTheTrialWithItsWords() {
        EpochTrainer<EpochTrainer.Model> trainer = EpochTrainer.of("broken", (c, seeds) -> {
            throw new IOException("no file digits.csv");
        });
        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> trainer.open(TrainerRuns.request(trainer, rate(0.1), 3)))
                .withMessageContaining("make a model")
                .withMessageContaining("no file digits.csv")
                .withCauseInstanceOf(IOException.class);
    }

    @Test
    void checkpointOfAnotherTrainingIsRefused() throws Exception {
        EpochTrainer<Parabola> trainer = parabola().checkpoints(Parabola::save, Parabola::load);
        byte[] checkpoint;
        try (TrainingSession session = trainer.open(TrainerRuns.request(trainer, rate(0.1), 3))) {
            session.advanceTo(1, CancellationToken.create());
            checkpoint = session.checkpoint();
        }
        for (TrainingRequest other : List.of(
                TrainerRuns.request(trainer, rate(0.2), 3),
                TrainerRuns.withSeeds(TrainerRuns.request(trainer, rate(0.1), 3), new Seeds(1, 2)))) {
            assertThatExceptionOfType(TrainingException.class)
                    .isThrownBy(() -> trainer.resume(other, checkpoint))
                    .withMessageContaining("does not belong");
        }
    }

    @Test
    void blankNamesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EpochTrainer.of(" ", Parabola::new))
                .withMessageContaining("name of a trainer");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parabola().fingerprint(""))
                .withMessageContaining("fingerprint of trainer 'parabola'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parabola().metrics("accuracy", ""))
                .withMessageContaining("name of a metric of trainer 'parabola'");
    }

    /** All are held after the first epoch, and the best half goes on; after four, (1 − 0.9)^8 is the least. */
    @Test
    void searchHoldsContinuesAndTests() {
        EpochTrainer<Parabola> trainer = parabola().test(Parabola::test);
        StudyResult result = Search.of(trainer)
                .learningRate(1e-3, 1e3)
                .objective(Objective.minimize("validationLoss"))
                .strategy(ToyStrategies.rates(0.01, 0.5, 0.9, 0.1, 300))
                .policy(ToyPolicies.bestHalf())
                .trials(5)
                .epochs(4)
                .replicates(1)
                .run();
        assertThat(result.best().learningRate().value()).isEqualTo(0.9);
        assertThat(result.best().test()).isPresent();
        List<Trial> trials = result.view().searched();
        assertThat(trials.get(2).epochsTrained()).isEqualTo(4);
        assertThat(trials.get(0).epochsTrained()).isEqualTo(1);
        assertThat(trials.get(0).ended(OutcomeKind.STOPPED)).isTrue();
    }

    @Test
    void rateThatLeavesTheNumbersDiverges() {
        StudyResult result = Search.of(parabola())
                .learningRate(1e-3, 1e3)
                .objective(Objective.minimize("validationDistance"))
                .strategy(ToyStrategies.rates(0.5, 1000))
                .policy(new FullBudget())
                .trials(2)
                .epochs(200)
                .run();
        assertThat(result.view().searched().get(1).ended(OutcomeKind.DIVERGED)).isTrue();
        assertThat(result.best().learningRate().value()).isEqualTo(0.5);
    }
}
