/** A network, its gradients, and what its optimizer keeps. */
@NullMarked
package org.gradus.trainers.djl.internal.network;

import org.jspecify.annotations.NullMarked;
