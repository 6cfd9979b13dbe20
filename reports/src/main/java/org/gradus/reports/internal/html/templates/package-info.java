/** The templates in {@code src/main/jte}, as jte compiles them. */
@NullMarked
package org.gradus.reports.internal.html.templates;

import org.jspecify.annotations.NullMarked;
