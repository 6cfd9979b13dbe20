/** Labelled images: the embedded ones, and any folder of files in IDX format. */
@NullMarked
package org.gradus.examples.launcher.internal.images;

import org.jspecify.annotations.NullMarked;
