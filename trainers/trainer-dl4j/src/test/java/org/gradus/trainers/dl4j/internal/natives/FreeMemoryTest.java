package org.gradus.trainers.dl4j.internal.natives;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradus.trainers.dl4j.Tiny;
import org.gradus.trainers.dl4j.data.BatchSource.Split;
import org.junit.jupiter.api.Test;

class FreeMemoryTest {
    @Test
    void growthIsCountedFromTheLeastSinceItWasLastTooMuch() {
        FreeMemory.Watch watch = new FreeMemory.Watch(10);
        assertThat(watch.isGrown(100)).isFalse();
        assertThat(watch.isGrown(95)).isFalse();
        assertThat(watch.isGrown(105)).isFalse();
        assertThat(watch.isGrown(106)).isTrue();
        assertThat(watch.isGrown(116)).isFalse();
        assertThat(watch.isGrown(90)).isFalse();
        assertThat(watch.isGrown(101)).isTrue();
    }

    @Test
    void givingBackDoesNoHarm() {
        FreeMemory.giveBack();
        FreeMemory.giveBack();
        assertThat(Tiny.data().split(Split.TEST)).isNotEmpty();
    }
}
