/**
 * How Deeplearning4j computes in this process ({@link org.gradus.trainers.dl4j.environment.Dl4jEnvironment}), and how to start
 * another one in which it computes likewise ({@link org.gradus.trainers.dl4j.environment.ChildJvm}).
 */
@NullMarked
package org.gradus.trainers.dl4j.environment;

import org.jspecify.annotations.NullMarked;
