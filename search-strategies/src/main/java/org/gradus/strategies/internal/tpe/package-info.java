/** A tree-structured Parzen estimator: tries what is likelier among the good trials than among the others. */
@NullMarked
package org.gradus.strategies.internal.tpe;

import org.jspecify.annotations.NullMarked;
