package org.gradus.trainers.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.gradus.core.rangetest.RangeTestResult;
import org.gradus.trainers.dl4j.LiveNetworks.Live;
import org.gradus.trainers.dl4j.LiveNetworks.State;
import org.gradus.trainers.dl4j.data.BatchSource;
import org.gradus.trainers.dl4j.data.BatchSource.Split;
import org.gradus.trainers.dl4j.data.BatchStream;
import org.gradus.trainers.dl4j.data.InMemoryData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** A network after a range test is bit for bit the network before, and trains on as if there had been none. */
class RangeTestRestoresTest {
    private static final int STEPS = 24;

    static Stream<Arguments> networks() {
        List<Arguments> all = new ArrayList<>();
        for (String updater : LiveNetworks.UPDATERS) {
            for (String kind : LiveNetworks.KINDS) {
                all.add(Arguments.of(updater, kind, false));
                all.add(Arguments.of(updater, kind, true));
            }
        }
        return all.stream();
    }

    @AfterEach
    void noInterruptIsLeft() {
        assertThat(Thread.interrupted()).isFalse();
    }

    /** What the calling thread would draw and where it stands. */
    private static void assertUndisturbed(Live live, State before, Runnable test) {
        List<Long> data = LiveNetworks.batches().stream()
                .flatMap(batch -> LiveNetworks.bits(batch.getFeatures()).stream())
                .toList();
        Nd4j.getRandom().setSeed(123);
        double first = Nd4j.getRandom().nextDouble();
        double second = Nd4j.getRandom().nextDouble();
        Nd4j.getRandom().setSeed(123);
        assertThat(Nd4j.getRandom().nextDouble()).isEqualTo(first);
        int workspaces =
                Nd4j.getWorkspaceManager().getAllWorkspacesForCurrentThread().size();
        test.run();
        assertThat(Nd4j.getRandom().nextDouble()).as("the next random number").isEqualTo(second);
        assertThat(Nd4j.getMemoryManager().getCurrentWorkspace()).isNull();
        assertThat(Nd4j.getWorkspaceManager().getAllWorkspacesForCurrentThread())
                .hasSize(workspaces)
                .noneMatch(MemoryWorkspace::isScopeActive);
        assertThat(live.state()).isEqualTo(before);
        assertThat(data)
                .isEqualTo(LiveNetworks.batches().stream()
                        .flatMap(batch -> LiveNetworks.bits(batch.getFeatures()).stream())
                        .toList());
    }

    private static void assertTrainsOnLike(Live twin, Live live) {
        for (Live each : List.of(twin, live)) {
            Nd4j.getRandom().setSeed(31);
            LiveNetworks.batches().subList(3, 5).forEach(each::fit);
        }
        assertThat(live.state().params()).isEqualTo(twin.state().params());
        assertThat(live.state().updater()).isEqualTo(twin.state().updater());
        assertThat(live.state().calls()).isEqualTo(twin.state().calls());
    }

    @ParameterizedTest
    @MethodSource("networks")
    void networkIsAsBeforeAndTrainsOnAsIfNothingHadBeen(String updater, String kind, boolean graph) {
        Live live = LiveNetworks.halfTrained(updater, kind, graph);
        Live twin = LiveNetworks.halfTrained(updater, kind, graph);
        State before = live.state();
        assertThat(twin.state().params()).isEqualTo(before.params());
        List<DataSet> batches = LiveNetworks.batches();
        assertUndisturbed(live, before, () -> {
            RangeTestResult result = live.test(batches)
                    .rates(1e-4, 10)
                    .steps(STEPS)
                    .sweeps(2)
                    .curvature(true)
                    .run();
            assertThat(result.runs()).hasSizeGreaterThanOrEqualTo(2);
            assertThat(result.runs().get(0).curve())
                    .isNotEqualTo(result.runs().get(1).curve());
            assertThat(result.curvature().orElseThrow().largest()).isPositive();
        });
        assertTrainsOnLike(twin, live);
    }

    /** The network's losses leave the numbers in every sweep. */
    @ParameterizedTest
    @CsvSource({"sgd,false", "adam,true"})
    void networkIsAsBeforeWhenSweepsDiverge(String updater, boolean graph) {
        Live live = LiveNetworks.halfTrained(updater, "batch-norm", graph);
        Live twin = LiveNetworks.halfTrained(updater, "batch-norm", graph);
        assertUndisturbed(live, live.state(), () -> {
            RangeTestResult result = live.test(LiveNetworks.batches())
                    .rates(1e18, 1e30)
                    .steps(STEPS)
                    .sweeps(2)
                    .run();
            assertThat(result.runs()).allMatch(run -> run.curve().size() < STEPS);
            assertThat(result.analysis().confident()).isFalse();
        });
        assertTrainsOnLike(twin, live);
    }

    @ParameterizedTest
    @CsvSource({"nesterovs,dropout,false", "adam,batch-norm,true"})
    void networkIsAsBeforeWhenTheDataFail(String updater, String kind, boolean graph) {
        Live live = LiveNetworks.halfTrained(updater, kind, graph);
        Live twin = LiveNetworks.halfTrained(updater, kind, graph);
        RangeTest test = live.test(meddling(step -> {
                    throw new IllegalStateException("the disk is gone");
                }))
                .batchSize(16)
                .rates(1e-4, 1)
                .steps(STEPS);
        assertUndisturbed(
                live,
                live.state(),
                () -> assertThatIllegalStateException()
                        .isThrownBy(test::run)
                        .withMessageContaining("after step 9: the disk is gone"));
        assertTrainsOnLike(twin, live);
    }

    /** The thread of the sweeps interrupts the one that waits for it, in the middle of a sweep. */
    @ParameterizedTest
    @CsvSource({"nesterovs,dropout,true", "rmsprop,batch-norm,false"})
    void networkIsAsBeforeAndTheInterruptIsKept(String updater, String kind, boolean graph) {
        Live live = LiveNetworks.halfTrained(updater, kind, graph);
        Live twin = LiveNetworks.halfTrained(updater, kind, graph);
        Thread caller = Thread.currentThread();
        List<Long> steps = new ArrayList<>();
        RangeTest test = live.test(meddling(step -> {
                    steps.add(step);
                    caller.interrupt();
                    awaitOwnInterrupt();
                }))
                .batchSize(16)
                .rates(1e-4, 1)
                .steps(STEPS);
        assertUndisturbed(live, live.state(), () -> {
            assertThatThrownBy(test::run)
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("the range test was interrupted");
            assertThat(Thread.interrupted()).as("the interrupt").isTrue();
        });
        assertThat(steps).containsExactly(10L);
        assertTrainsOnLike(twin, live);
    }

    private static void awaitOwnInterrupt() {
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
    }

    /** Data that do something at the tenth batch of a sweep. */
    private static BatchSource meddling(Consumer<Long> atTheTenth) {
        InMemoryData data = LiveNetworks.data();
        return new BatchSource() {
            @Override
            public String name() {
                return data.name();
            }

            @Override
            public String fingerprint() {
                return data.fingerprint();
            }

            @Override
            public boolean isClassification() {
                return data.isClassification();
            }

            @Override
            public boolean hasTest() {
                return data.hasTest();
            }

            @Override
            public long stepsPerEpoch(long batchSize) {
                return data.stepsPerEpoch(batchSize);
            }

            @Override
            public BatchStream stream(long batchSize, long seed) {
                BatchStream stream = data.stream(batchSize, seed);
                return step -> {
                    if (step == 10) {
                        atTheTenth.accept(step);
                    }
                    return stream.batch(step);
                };
            }

            @Override
            public Iterable<MultiDataSet> split(Split split) {
                return data.split(split);
            }
        };
    }
}
