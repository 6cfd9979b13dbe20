package org.gradus.examples.launcher.internal.commandline;

/**
 * A command that the launcher offers without knowing it: annotated for picocli, with {@link LauncherCommand}s as its
 * subcommands. It is registered in {@code META-INF/services} and comes after the commands of the launcher.
 */
public interface CommandGroup {}
