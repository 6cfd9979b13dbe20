package org.gradus.reports.internal.facts;

/**
 * A study of a comparison.
 *
 * @param name what the comparison calls it
 * @param facts the study and what follows from it
 */
public record NamedStudy(String name, StudyFacts facts) {}
