/** Event files that TensorBoard reads. */
@NullMarked
package org.gradus.reports.internal.exports.tensorboard;

import org.jspecify.annotations.NullMarked;
