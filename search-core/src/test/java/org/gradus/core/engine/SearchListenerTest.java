package org.gradus.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.gradus.core.store.InMemoryStudyStore;
import org.gradus.core.study.StudyFold;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.testkit.BrokenExceptions;
import org.gradus.core.testkit.CapturedLog;
import org.gradus.core.testkit.ScriptedTrainer;
import org.gradus.core.testkit.ToyPolicies;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.trial.TrialId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchListenerTest {
    private static final String DROPPED = "WARN a listener threw and is not called again: ";

    private final CapturedLog log = CapturedLog.of(Listeners.class);

    @AfterEach
    void nothingElseIsLogged() {
        log.close();
        assertThat(log.drain()).isEmpty();
    }

    /** Notes what it hears, and throws at one kind of call. */
    private static final class Notes implements SearchListener {
        private final String throwAt;
        private final Runnable deed;
        private final List<String> calls = new ArrayList<>();
        private final List<TrialEvent> events = new ArrayList<>();

        Notes(String throwAt) {
            this(throwAt, () -> {
                throw new IllegalStateException("a listener of a test");
            });
        }

        Notes(String throwAt, Runnable deed) {
            this.throwAt = throwAt;
            this.deed = deed;
        }

        private void note(String call) {
            calls.add(call);
            if (call.equals(throwAt)) {
                deed.run();
            }
        }

        @Override
        public void onStart(StudyRecord study) {
            note("start");
        }

        @Override
        public void onEvent(TrialEvent event, StudyView view) {
            events.add(event);
            event.about().ifPresent(id -> assertThat(view.trial(id).id()).isEqualTo(id));
            note("event");
        }

        @Override
        public void onEnd(StudyResult result) {
            note("end");
        }
    }

    private static Search search() {
        return Search.of(new ScriptedTrainer())
                .named("s")
                .learningRate(1e-4, 1)
                .strategy(ToyStrategies.rates(0.1, 0.2, 0.3))
                .policy(ToyPolicies.bestHalf())
                .trials(3)
                .epochs(2)
                .replicates(1);
    }

    @Test
    void listenerHearsTheStartAllEventsAndTheEnd() {
        Notes notes = new Notes("nothing");
        InMemoryStudyStore store = new InMemoryStudyStore();
        StudyResult result = search().listener(notes).store(store).run();
        assertThat(notes.calls).startsWith("start", "event").endsWith("event", "end");
        assertThat(notes.events).isEqualTo(store.events(result.study().id(), 0));
        assertThat(store.find(result.study().id())).contains(result.study());
        StudyFold fold = new StudyFold(result.study());
        notes.events.forEach(fold::apply);
        assertThat(fold.view()).isEqualTo(result.view());
    }

    /** Trials of a round, and those that a policy stops at once, end by events that are stored together. */
    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void trialsEndOneAfterAnotherForAListener(int round) {
        List<String> early = new ArrayList<>();
        Set<TrialId> ended = new HashSet<>();
        SearchListener listener = new SearchListener() {
            @Override
            public void onEvent(TrialEvent event, StudyView view) {
                if (event.kind() == TrialEvent.Kind.TRIAL_ENDED) {
                    ended.add(event.about().orElseThrow());
                }
                view.trials().stream()
                        .filter(trial -> trial.ended() != ended.contains(trial.id()))
                        .forEach(trial -> early.add(event + " comes with " + trial));
                view.bestCompleted()
                        .filter(best -> !ended.contains(best.id()))
                        .ifPresent(best -> early.add(event + " comes with the best " + best));
            }
        };

        StudyResult result =
                search().round(round).parallelism(1).listener(listener).run();

        assertThat(early).isEmpty();
        assertThat(ended).hasSameSizeAs(result.view().trials());
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "event", "end"})
    void listenerThatThrowsIsDroppedAndTheOthersHearOn(String call) {
        Notes bad = new Notes(call);
        Notes good = new Notes("nothing");
        StudyResult result = search().listener(bad).listener(good).run();
        assertThat(bad.calls).endsWith(call);
        assertThat(bad.calls.stream().filter(call::equals)).hasSize(1);
        assertThat(good.calls).endsWith("end");
        assertThat(result.findBest()).isPresent();
        assertThat(log.drain()).singleElement().asString().startsWith(DROPPED).contains("a listener of a test");
    }

    private static Stream<Throwable> failures() {
        return Stream.of(
                new StackOverflowError(),
                new OutOfMemoryError("Java heap space"),
                new NoClassDefFoundError("org/example/Gone"),
                new ThreadDeath(),
                BrokenExceptions.circular(),
                new BrokenExceptions.Unreadable(),
                new InterruptedException());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void nothingThatAListenerThrowsEndsTheSearch(Throwable failure) {
        Notes bad = new Notes("event", () -> throwUnchecked(failure));
        StudyResult result = search().listener(bad).run();
        assertThat(bad.calls).containsExactly("start", "event");
        assertThat(log.drain()).singleElement().asString().startsWith(DROPPED);
        assertThat(result.findBest()).isPresent();
        assertThat(result.interrupted()).isFalse();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwUnchecked(Throwable failure) throws T {
        throw (T) failure;
    }

    @Test
    void listenerThatInterruptsItsThreadDoesNotInterruptTheSearch() {
        Notes bad = new Notes("event", () -> Thread.currentThread().interrupt());
        StudyResult result = search().listener(bad).run();
        assertThat(bad.calls).endsWith("end");
        assertThat(result.interrupted()).isFalse();
    }
}
