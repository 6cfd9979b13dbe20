/** What all commands of the launcher share: options, messages, exit codes, progress and Ctrl+C. */
@NullMarked
package org.gradus.examples.launcher.internal.commandline;

import org.jspecify.annotations.NullMarked;
