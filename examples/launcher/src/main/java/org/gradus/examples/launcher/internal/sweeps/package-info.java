/** Range tests of networks: the strategy that runs one, and the file that keeps its sweeps. */
@NullMarked
package org.gradus.examples.launcher.internal.sweeps;

import org.jspecify.annotations.NullMarked;
