/** Runs on a tracking server of MLflow. */
@NullMarked
package org.gradus.reports.internal.exports.mlflow;

import org.jspecify.annotations.NullMarked;
