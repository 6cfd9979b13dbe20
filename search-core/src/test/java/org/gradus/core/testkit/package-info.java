/** Contract suites that every implementation runs, and builders of studies, curves and events for tests. */
@NullMarked
package org.gradus.core.testkit;

import org.jspecify.annotations.NullMarked;
