package org.gradus.trainers.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.store.jdbc.JdbcStudyStore;
import org.gradus.core.store.jdbc.StudyStores;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Searches killed at random moments, again and again, until they are done. How often is set by {@code -Dtest.kills=100}; a
 * few times where it is not.
 */
class KilledSearchTest {
    private static final int KILLS = Integer.getInteger("test.kills", 4);
    private static final StudyId STUDY = new StudyId("killed");

    @TempDir
    Path folder;

    private static List<TrialEvent> events(Path file) {
        try (JdbcStudyStore store = StudyStores.openReadOnly(file)) {
            return store.events(STUDY, 0);
        }
    }

    /** What of an event must not depend on the machine. */
    private static TrialEvent timeless(TrialEvent event) {
        return event instanceof TrialEvent.CurveExtended extended
                ? new TrialEvent.CurveExtended(extended.trial(), extended.points(), "", 0, extended.checkpoint())
                : event;
    }

    private static List<TrialEvent> timeless(List<TrialEvent> events) {
        return events.stream().map(KilledSearchTest::timeless).toList();
    }

    private static String ranking(StudyResult result) {
        return result.ranking().entries().stream()
                .map(entry -> entry.trial().id() + " " + entry.figure().map(f -> f.mean()))
                .collect(Collectors.joining(", "));
    }

    @Test
    void nothingIsLostAndNothingIsDoneTwice() throws Exception {
        Path whole = folder.resolve("whole.study");
        StudyResult uninterrupted = KilledSearch.search().store(whole).run();
        List<TrialEvent> expected = timeless(events(whole));
        SplittableRandom random = new SplittableRandom(KILLS);
        int kills = 0;
        int lost = 0;
        for (int round = 1; kills < KILLS; round++) {
            Path file = folder.resolve("killed-" + round + ".study");
            int known = 0;
            boolean done = false;
            while (!done) {
                try (KilledSearch search = KilledSearch.start(file)) {
                    int until = kills < KILLS ? 1 + random.nextInt(expected.size() / 4) : Integer.MAX_VALUE;
                    if (search.awaitEvents(until)) {
                        search.kill();
                        kills++;
                        int acknowledged = known + until + search.unread();
                        known = events(file).size();
                        lost += Math.max(0, acknowledged - known);
                    } else {
                        assertThat(search.exitCode()).isZero();
                        done = true;
                    }
                }
            }
            assertThat(timeless(events(file))).as("study " + round).isEqualTo(expected);
            try (JdbcStudyStore store = StudyStores.openReadOnly(file)) {
                StudyResult result = StudyResult.of(store, STUDY);
                assertThat(ranking(result)).isEqualTo(ranking(uninterrupted));
                assertThat(result.best())
                        .extracting(RankedTrial::learningRate)
                        .isEqualTo(uninterrupted.best().learningRate());
                assertThat(result.view().trials()).allMatch(Trial::ended);
            }
        }
        assertThat(lost).as("acknowledged events that were lost").isZero();
        System.out.println("killed " + kills + " times: 0 acknowledged events lost, 0 trials twice, the same ranking");
    }
}
