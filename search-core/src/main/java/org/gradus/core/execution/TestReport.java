package org.gradus.core.execution;

import java.util.Optional;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.trial.TrialId;

/**
 * The result of reading the test split for one trial.
 *
 * @param evaluation the figures; empty if it failed
 * @param problem why it failed; empty if it did not
 */
public record TestReport(TrialId trial, Optional<Evaluation> evaluation, String problem) {}
