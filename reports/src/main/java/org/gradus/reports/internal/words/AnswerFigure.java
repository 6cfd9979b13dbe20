package org.gradus.reports.internal.words;

/**
 * One figure of the answer.
 *
 * @param label what it is
 * @param value the figure
 * @param note what it rests on
 */
public record AnswerFigure(String label, String value, String note) {}
