package io.schemeless.eventstore.bench.run;

import io.schemeless.eventstore.local.BuildOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The npm adapter, installed below `bench/target`.
final class Peer {
  private static final int INSTALL_MINUTES = 5;
  private static final String LOCK = "package-lock.json";

  private Peer() {}

  /// Where it and its driver are.
  ///
  /// @param folder with `node_modules` and `driver.js`, or none
  /// @param missing why there is none
  record Installed(@Nullable Path folder, String missing) {}

  static Installed install() {
    Path source = BuildOutput.inRepository("bench/src/main/peer");
    Path folder = BuildOutput.inRepository("bench/target/peer");
    if (!succeeds(BuildOutput.inRepository("bench/target"), "node", "--version")) {
      return new Installed(null, "there is no Node.js on this machine");
    }
    try {
      boolean installed = isInstalled(source, folder);
      copy(source, folder);
      if (!installed && !succeeds(folder, "npm", "ci", "--no-audit", "--no-fund")) {
        Files.deleteIfExists(folder.resolve(LOCK));
        return new Installed(null, "npm ci failed in " + folder);
      }
      return new Installed(folder, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isInstalled(Path source, Path folder) throws IOException {
    Path lock = folder.resolve(LOCK);
    return Files.exists(folder.resolve("node_modules"))
        && Files.exists(lock)
        && Files.mismatch(source.resolve(LOCK), lock) < 0;
  }

  private static void copy(Path source, Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Path target = folder.resolve(source.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private static boolean succeeds(Path folder, String... command) {
    try {
      Files.createDirectories(folder);
      Process process =
          new ProcessBuilder(List.of(command))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve(command[0] + ".log").toFile())
              .start();
      if (process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)) {
        return process.exitValue() == 0;
      }
      process.destroyForcibly();
      return false;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
