package org.gradus.reports.model;

/**
 * One figure of the answer.
 *
 * @param label what it is
 * @param value the figure
 * @param note what it rests on
 */
public record Fact(String label, String value, String note) {}
