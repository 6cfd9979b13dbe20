package org.gradus.core.engine;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.gradus.core.ranking.Ranking;
import org.gradus.core.space.ScheduleFamily;

/**
 * What an engine runs a study with, beside the study itself.
 *
 * @param plan strategy and budget policy
 * @param schedule the learning-rate schedule of every trial but sweeps
 * @param ranking puts the candidates in order
 * @param stopRules end the search early
 * @param listeners watch it
 * @param trialTimeLimit how long one trial may train, wall clock
 * @param kept where the study is kept
 * @param heartbeat how often this run says that it lives, where others work on the study too; positive
 * @param clock tells how long the search has run
 */
record SearchSettings(
        SearchPlan plan,
        ScheduleFamily schedule,
        Ranking ranking,
        List<StopRule> stopRules,
        List<SearchListener> listeners,
        Optional<Duration> trialTimeLimit,
        Kept kept,
        Duration heartbeat,
        InstantSource clock) {
    SearchSettings {
        stopRules = ImmutableList.copyOf(stopRules);
        listeners = ImmutableList.copyOf(listeners);
    }
}
