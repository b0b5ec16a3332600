package io.schemeless.eventstore.local;

import java.net.URISyntaxException;
import java.nio.file.Path;

/// Where the build on this machine has put what the command needs beside its own classes.
public final class BuildOutput {
  private BuildOutput() {}

  /// This module's classes, `local/target/classes`.
  public static Path classes() {
    try {
      return Path.of(BuildOutput.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A file in `local/target`.
  public static Path file(String name) {
    return classes().resolveSibling(name);
  }

  /// A file in the repository.
  public static Path inRepository(String path) {
    return classes().resolve("../../..").resolve(path).normalize();
  }
}
