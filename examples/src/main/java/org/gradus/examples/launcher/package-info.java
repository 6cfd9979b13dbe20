/** What all commands of the launcher share: options, messages, exit codes, progress, Ctrl+C and the child JVM. */
@NullMarked
package org.gradus.examples.launcher;

import org.jspecify.annotations.NullMarked;
