/** Brings what lies outside of Gradus up to date with a study: what every export shares. */
@NullMarked
package org.gradus.reports.internal.exports;

import org.jspecify.annotations.NullMarked;
