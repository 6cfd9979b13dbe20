/** ND4J's native libraries: which one is loaded, its threads, and its memory. */
@NullMarked
package org.gradus.trainers.dl4j.internal.natives;

import org.jspecify.annotations.NullMarked;
