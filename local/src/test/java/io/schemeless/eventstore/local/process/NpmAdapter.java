package io.schemeless.eventstore.local.process;

import io.schemeless.eventstore.local.BuildOutput;
import io.schemeless.eventstore.local.emulator.Emulators;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/// The npm package `@schemeless/event-store-adapter-dynamodb`, run by Node, as the bench runs it.
final class NpmAdapter {
  private static final Path PEER = BuildOutput.inRepository("bench/src/main/peer");
  private static final Path FOLDER = Path.of("target", "npm-adapter").toAbsolutePath();
  private static final long INSTALL_MINUTES = 4;

  private NpmAdapter() {}

  /// Installs it, if it is not there from an earlier build.
  ///
  /// @throws TestAbortedException where it cannot; it says so, loudly
  static void install() throws IOException, InterruptedException {
    Path lock = FOLDER.resolve("package-lock.json");
    Path wanted = PEER.resolve("package-lock.json");
    boolean there = Files.exists(FOLDER.resolve("installed")) && Files.mismatch(lock, wanted) < 0;
    if (!there) {
      Files.createDirectories(FOLDER.resolve("types"));
      for (String file : List.of("package.json", "package-lock.json")) {
        copy(PEER.resolve(file), FOLDER.resolve(file));
      }
      try (var types = Files.list(PEER.resolve("types"))) {
        for (Path file : types.toList()) {
          copy(file, FOLDER.resolve("types").resolve(file.getFileName()));
        }
      }
      if (!runs("npm", "ci", "--prefer-offline", "--no-audit", "--no-fund", "--omit=dev")) {
        String message = "=== SKIPPED: the move from npm: no Node.js, or npm cannot install it ===";
        System.out.println(message);
        throw new TestAbortedException(message);
      }
      Files.writeString(FOLDER.resolve("installed"), "");
    }
    try (InputStream script = NpmAdapter.class.getResourceAsStream("/npm/fill.js")) {
      Files.copy(script, FOLDER.resolve("fill.js"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(List.of(command))
              .directory(FOLDER.toFile())
              .redirectErrorStream(true)
              .redirectOutput(FOLDER.resolve("npm.log").toFile())
              .start();
      boolean ended = process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES);
      process.destroyForcibly();
      return ended && process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /// Stores the events of a round.
  ///
  /// @return all that the package's own iterator then gives, a line each
  static List<String> fill(Emulators.Endpoints endpoints, int round)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "node",
                "fill.js",
                endpoints.dynamoDb().toString(),
                endpoints.s3().toString(),
                Integer.toString(round))
            .directory(FOLDER.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> lines = process.inputReader().readAllLines();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the npm package did not store its events");
    }
    return lines.stream().filter(line -> line.startsWith("{")).toList();
  }
}
