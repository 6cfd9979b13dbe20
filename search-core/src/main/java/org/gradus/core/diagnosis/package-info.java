/**
 * What a learning curve says about its learning rate, in words and with evidence:
 * {@link org.gradus.core.diagnosis.CurveDiagnoser}.
 */
@NullMarked
package org.gradus.core.diagnosis;

import org.jspecify.annotations.NullMarked;
