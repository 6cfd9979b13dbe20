/** A journal that Optuna reads. */
@NullMarked
package org.gradus.reports.internal.exports.optuna;

import org.jspecify.annotations.NullMarked;
