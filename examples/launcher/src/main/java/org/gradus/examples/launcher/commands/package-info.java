/** The commands of the launcher, and the options they share. */
@NullMarked
package org.gradus.examples.launcher.commands;

import org.jspecify.annotations.NullMarked;
