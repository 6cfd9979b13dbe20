package org.gradus.reports.internal.live;

import java.time.Duration;

/**
 * What browsers may take of the process that searches.
 *
 * @param connections the most open connections; further ones wait in the system's queue
 * @param streams the most browsers that are told of changes, at most as many as connections
 * @param idle a connection on which nothing moves for so long is closed
 */
public record LiveLimits(int connections, int streams, Duration idle) {
    /** 64 connections, 32 browsers, 10 s. */
    public static final LiveLimits DEFAULT = new LiveLimits(64, 32, Duration.ofSeconds(10));
}
