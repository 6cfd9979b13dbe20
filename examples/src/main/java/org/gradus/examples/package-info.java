/**
 * The launcher and its commands. Each command is a class to read and to copy from, with a main method of its own; its
 * options are filled in by picocli, and what it does uses only the library.
 */
@NullMarked
package org.gradus.examples;

import org.jspecify.annotations.NullMarked;
