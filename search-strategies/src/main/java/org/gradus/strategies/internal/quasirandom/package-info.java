/** Points that fill the search space evenly: a scrambled Sobol sequence. */
@NullMarked
package org.gradus.strategies.internal.quasirandom;

import org.jspecify.annotations.NullMarked;
