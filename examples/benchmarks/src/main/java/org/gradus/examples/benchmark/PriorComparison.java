package org.gradus.examples.benchmark;

/**
 * What two searches with one seed cost until a full training was good, in epochs: infinite where none was.
 *
 * @param network what was trained
 * @param seed of both searches
 * @param with after sweeps, which count
 * @param without none
 */
record PriorComparison(String network, long seed, double with, double without) {}
