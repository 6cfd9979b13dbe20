/** Networks to try learning rates on. */
@NullMarked
package org.gradus.examples.networks;

import org.jspecify.annotations.NullMarked;
