package org.gradus.core.trial;

/**
 * Who trained a part of a trial, and how long it took.
 *
 * @param number its place among the segments of the study, in the order in which they were reported; counted from 1
 * @param worker the name of the thread or the program that trained it
 * @param untilStep the last step of the trial after it
 * @param elapsedMillis the time it took, wall clock, 0 or more
 */
public record TrainedSegment(int number, String worker, long untilStep, long elapsedMillis) {}
