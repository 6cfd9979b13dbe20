/**
 * Everything that rests on how Deeplearning4j is built inside, and not on what its users are offered: replaced layers, the
 * fence around operations, the blocks of an updater, frozen layers, and reflection. Nothing outside this package uses types
 * of Deeplearning4j and ND4J other than those that the rule in {@code ArchitectureTest} lists. What is needed is listed in
 * {@code assumptions.txt}, and {@link org.gradus.trainers.dl4j.internal.coupling.Assumption} says what is done where it is
 * missing.
 */
@NullMarked
package org.gradus.trainers.dl4j.internal.coupling;

import org.jspecify.annotations.NullMarked;
