/** A class that Deeplearning4j expects in this package and that ND4J does not have there any more. */
@NullMarked
package org.nd4j.nativeblas;

import org.jspecify.annotations.NullMarked;
