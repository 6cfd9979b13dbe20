/** The messages of TensorBoard, generated; they neither return nor take null. */
@NullMarked
package org.gradus.reports.internal.exports.tensorboard.proto;

import org.jspecify.annotations.NullMarked;
