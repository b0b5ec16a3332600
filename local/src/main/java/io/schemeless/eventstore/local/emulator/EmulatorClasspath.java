package io.schemeless.eventstore.local.emulator;

import io.schemeless.eventstore.local.BuildOutput;
import io.schemeless.eventstore.local.UserError;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// DynamoDB Local's class path: the build on this machine resolves its jars and lists them beside
/// this module's classes, in `target/emulator.classpath`. They are never part of this program.
final class EmulatorClasspath {
  private static final String FILE = "emulator.classpath";

  private EmulatorClasspath() {}

  static String read() {
    Path list = BuildOutput.file(FILE);
    try {
      return BuildOutput.classes() + File.pathSeparator + Files.readString(list).strip();
    } catch (IOException e) {
      throw new UserError("the build has not listed DynamoDB Local's jars in " + list, e);
    }
  }
}
