/** The contract of everything that trains a model. */
@NullMarked
package org.gradus.core.training;

import org.jspecify.annotations.NullMarked;
