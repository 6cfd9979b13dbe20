/** Names of constants as people write them. */
@NullMarked
package org.gradus.examples.launcher.internal.words;

import org.jspecify.annotations.NullMarked;
