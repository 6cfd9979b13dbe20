package org.gradus.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gradus.core.store.StudyStore;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store keeps to. A test class of a store implements this interface and its factories. */
public interface StudyStoreContract {
    /** An empty store. Each test closes those it asked for. */
    StudyStore newStore() throws Exception;

    /** A store on the same place as one that was closed; empty for stores that end with their process. */
    default Optional<StudyStore> reopen() throws Exception {
        return Optional.empty();
    }

    /** How many events each of the eight concurrent writers appends. */
    default int eventsPerWriter() {
        return 50;
    }

    private static TrialEvent event(int writer, int number) {
        return new TrialEvent.DecisionMade(
                new Decision(new TrialId(writer + 1), Verdict.CONTINUE, number, "writer " + writer));
    }

    private static List<TrialEvent> events(int count) {
        List<TrialEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(event(0, i));
        }
        return events;
    }

    @Test
    default void studyRoundTrips() throws Exception {
        try (StudyStore store = newStore()) {
            List<StudyRecord> studies = Studies.all("学 '");
            studies.forEach(store::create);
            for (StudyRecord study : studies) {
                assertThat(store.find(study.id()))
                        .as("A study is read as it was created")
                        .contains(study);
                assertThat(store.events(study.id(), 0))
                        .as("A new study has no events")
                        .isEmpty();
            }
        }
    }

    @Test
    default void studiesAreNamedInTheOrderOfTheirCreation() throws Exception {
        try (StudyStore store = newStore()) {
            assertThat(store.studies()).as("An empty store has no studies").isEmpty();
            for (String name : List.of("zebra", "ähre", "学", "apple")) {
                store.create(Studies.plain(name));
            }
            assertThat(store.studies())
                    .as("Studies are named in the order of their creation")
                    .containsExactly(new StudyId("zebra"), new StudyId("ähre"), new StudyId("学"), new StudyId("apple"));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    default void eventsOfEveryKindRoundTrip(long seed) throws Exception {
        StudyRecord study = Studies.plain("s");
        List<TrialEvent> events = Events.ofEveryKind(seed, 10);
        try (StudyStore store = newStore()) {
            store.create(study);
            assertThat(store.append(study.id(), 0, events))
                    .as("append returns the new version, which is the number of events")
                    .isEqualTo(events.size());
            assertThat(store.events(study.id(), 0))
                    .as("Events are read as they were appended, with NaN, infinities and texts of any script")
                    .isEqualTo(events);
        }
    }

    /** Texts with NUL, halves of surrogate pairs, and of the greatest lengths. */
    @Test
    default void everyTextThatIsAcceptedRoundTrips() throws Exception {
        StudyRecord study = Studies.ofTexts("s");
        List<TrialEvent> events = Events.ofTexts();
        try (StudyStore store = newStore()) {
            store.create(study);
            store.append(study.id(), 0, events);
            assertThat(store.find(study.id()).equals(Optional.of(study)))
                    .as("A study with texts of the greatest length and of odd characters is read as it was created")
                    .isTrue();
            assertThat(store.events(study.id(), 0).equals(events))
                    .as("Events with texts of the greatest length and of odd characters are read as they were appended")
                    .isTrue();
        }
    }

    @Test
    default void longCurveRoundTrips() throws Exception {
        StudyRecord study = Studies.plain("s");
        List<TrialEvent> events = List.of(Events.longCurve(1, 100_000));
        try (StudyStore store = newStore()) {
            store.create(study);
            store.append(study.id(), 0, events);
            // Not through isEqualTo of AssertJ, whose message would print both curves.
            assertThat(store.events(study.id(), 0).equals(events))
                    .as("A curve of 100,000 points is read as it was appended")
                    .isTrue();
        }
    }

    @Test
    default void eventsAfterAVersionAreTheLaterOnes() throws Exception {
        StudyRecord study = Studies.plain("s");
        List<TrialEvent> events = events(7);
        try (StudyStore store = newStore()) {
            store.create(study);
            assertThat(store.append(study.id(), 0, events.subList(0, 3)))
                    .as("append returns the new version")
                    .isEqualTo(3);
            List<TrialEvent> early = store.events(study.id(), 0);
            assertThat(store.append(study.id(), 3, List.of()))
                    .as("Appending nothing leaves the version as it is")
                    .isEqualTo(3);
            assertThat(store.append(study.id(), 3, events.subList(3, 7)))
                    .as("append returns the new version")
                    .isEqualTo(7);
            assertThat(early).as("A list of events once read does not change").isEqualTo(events.subList(0, 3));
            for (int version = 0; version <= 7; version++) {
                assertThat(store.events(study.id(), version))
                        .as("events(id, %s) are those after that version", version)
                        .isEqualTo(events.subList(version, 7));
            }
            assertThatIllegalArgumentException()
                    .as("A version beyond the last is refused")
                    .isThrownBy(() -> store.events(study.id(), 8))
                    .withMessageContaining("8");
            assertThatIllegalArgumentException()
                    .as("A negative version is refused")
                    .isThrownBy(() -> store.events(study.id(), -1))
                    .withMessageContaining("-1");
        }
    }

    @Test
    default void writerWhoMissedSomethingIsRefusedAndWritesNothing() throws Exception {
        StudyRecord study = Studies.plain("s");
        try (StudyStore store = newStore()) {
            store.create(study);
            store.append(study.id(), 0, events(2));
            for (long version : new long[] {0, 1, 3}) {
                assertThatExceptionOfType(SearchException.class)
                        .as("A writer who expects version %s of a study at version 2 is refused", version)
                        .isThrownBy(() -> store.append(study.id(), version, events(3)))
                        .withMessageContaining("version 2");
            }
            assertThat(store.events(study.id(), 0))
                    .as("A refused writer has written nothing")
                    .isEqualTo(events(2));
        }
    }

    @Test
    default void unknownStudyIsNotFound() throws Exception {
        StudyId unknown = new StudyId("nobody");
        try (StudyStore store = newStore()) {
            assertThat(store.find(unknown))
                    .as("A study that was not created is not found")
                    .isEmpty();
            assertThatExceptionOfType(SearchException.class)
                    .as("Appending to an unknown study is refused, by its name")
                    .isThrownBy(() -> store.append(unknown, 0, events(1)))
                    .withMessageContaining("nobody");
            assertThatExceptionOfType(SearchException.class)
                    .as("Reading the events of an unknown study is refused, by its name")
                    .isThrownBy(() -> store.events(unknown, 0))
                    .withMessageContaining("nobody");
        }
    }

    @Test
    default void secondStudyOfTheSameNameIsRefused() throws Exception {
        StudyRecord study = Studies.plain("s");
        try (StudyStore store = newStore()) {
            store.create(study);
            store.append(study.id(), 0, events(1));
            assertThatExceptionOfType(SearchException.class)
                    .as("A second study of one name is refused, by that name")
                    .isThrownBy(() -> store.create(Studies.elaborate("s")))
                    .withMessageContaining("'s'");
            assertThat(store.find(study.id()))
                    .as("A refused study has not replaced the first")
                    .contains(study);
            assertThat(store.events(study.id(), 0))
                    .as("A refused study has not touched the events of the first")
                    .hasSize(1);
        }
    }

    @Test
    default void studiesDoNotMix() throws Exception {
        StudyRecord one = Studies.plain("one");
        StudyRecord two = Studies.plain("two");
        try (StudyStore store = newStore()) {
            store.create(one);
            store.create(two);
            store.append(one.id(), 0, List.of(event(1, 1)));
            store.append(two.id(), 0, List.of(event(2, 1), event(2, 2)));
            store.append(one.id(), 1, List.of(event(1, 2)));
            assertThat(store.events(one.id(), 0))
                    .as("Each study has its own events")
                    .containsExactly(event(1, 1), event(1, 2));
            assertThat(store.events(two.id(), 0))
                    .as("Each study has its own events")
                    .containsExactly(event(2, 1), event(2, 2));
        }
    }

    /** Eight writers, each reading how far the log is and trying again when another came first. */
    @Test
    default void concurrentWritersLoseNothing() throws Exception {
        StudyRecord study = Studies.plain("s");
        int writers = 8;
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try (StudyStore store = newStore()) {
            store.create(study);
            CountDownLatch start = new CountDownLatch(1);
            List<Future<?>> ends = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                ends.add(threads.submit(writer(store, study.id(), writer, start)));
            }
            start.countDown();
            for (Future<?> end : ends) {
                end.get();
            }
            List<TrialEvent> log = store.events(study.id(), 0);
            assertThat(log)
                    .as("No event of eight writers at once is lost or doubled")
                    .hasSize(writers * eventsPerWriter());
            for (int writer = 0; writer < writers; writer++) {
                TrialId id = new TrialId(writer + 1);
                List<TrialEvent> own = log.stream()
                        .filter(e -> e.about().equals(Optional.of(id)))
                        .toList();
                assertThat(own)
                        .as("No event of writer %s is lost or doubled", writer)
                        .hasSize(eventsPerWriter());
                for (int i = 0; i < own.size(); i++) {
                    assertThat(own.get(i))
                            .as("The events of writer %s are in its order", writer)
                            .isEqualTo(event(writer, i));
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Callable<Boolean> writer(StudyStore store, StudyId id, int writer, CountDownLatch start) {
        return () -> {
            start.await();
            long seen = 0;
            for (int i = 0; i < eventsPerWriter(); ) {
                try {
                    seen = store.append(id, seen, List.of(event(writer, i)));
                    i++;
                } catch (SearchException somebodyElseWrote) {
                    seen += store.events(id, seen).size();
                }
            }
            return true;
        };
    }

    @Test
    default void whatWasAppendedIsThereAfterReopening() throws Exception {
        StudyRecord study = Studies.elaborate("s");
        List<TrialEvent> events = Events.ofEveryKind(9, 3);
        try (StudyStore store = newStore()) {
            store.create(study);
            store.append(study.id(), 0, events);
        }
        Optional<StudyStore> reopened = reopen();
        assumeTrue(reopened.isPresent(), "this store ends with its process");
        try (StudyStore store = reopened.orElseThrow()) {
            assertThat(store.find(study.id()))
                    .as("A study is there after the store was closed and reopened")
                    .contains(study);
            assertThat(store.events(study.id(), 0))
                    .as("Events are there after the store was closed and reopened")
                    .isEqualTo(events);
            assertThat(store.append(study.id(), events.size(), events(1)))
                    .as("A reopened study goes on at its version")
                    .isEqualTo(events.size() + 1L);
        }
    }
}
