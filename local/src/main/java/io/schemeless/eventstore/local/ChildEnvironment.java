package io.schemeless.eventstore.local;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What a process that this command starts takes over of the shell's environment.
public final class ChildEnvironment {
  /// They make a JVM take options that were meant for another one.
  private static final Set<String> OF_JAVA =
      Set.of("java_tool_options", "_java_options", "jdk_java_options", "classpath");

  private static final List<String> PREFIXES = List.of("aws_", "event_store_");

  private ChildEnvironment() {}

  /// Whether a variable says where AWS is, who somebody is there, or which proxy leads there. An
  /// emulator of ours, and what works on it, has no use for it.
  public static boolean isOfTheShell(String variable) {
    String name = variable.toLowerCase(Locale.ROOT);
    return OF_JAVA.contains(name)
        || name.endsWith("_proxy")
        || PREFIXES.stream().anyMatch(name::startsWith);
  }
}
