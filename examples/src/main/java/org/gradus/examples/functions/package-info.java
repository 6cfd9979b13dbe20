/** Functions whose least values are known, to measure strategies on without training anything. */
@NullMarked
package org.gradus.examples.functions;

import org.jspecify.annotations.NullMarked;
