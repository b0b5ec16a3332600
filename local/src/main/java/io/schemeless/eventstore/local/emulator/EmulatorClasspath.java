package io.schemeless.eventstore.local.emulator;

import io.schemeless.eventstore.local.UserError;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/// DynamoDB Local's class path: the build on this machine resolves its jars and lists them beside
/// this module's classes, in `target/emulator.classpath`. They are never part of this program.
final class EmulatorClasspath {
  private static final String FILE = "emulator.classpath";

  private EmulatorClasspath() {}

  static String read() {
    Path classes = classes();
    Path list = classes.resolveSibling(FILE);
    try {
      return classes + File.pathSeparator + Files.readString(list).strip();
    } catch (IOException e) {
      throw new UserError("the build has not listed DynamoDB Local's jars in " + list, e);
    }
  }

  private static Path classes() {
    try {
      return Path.of(
          EmulatorClasspath.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
