/** Networks to try learning rates on. */
@NullMarked
package org.gradus.examples.launcher.internal.networks;

import org.jspecify.annotations.NullMarked;
