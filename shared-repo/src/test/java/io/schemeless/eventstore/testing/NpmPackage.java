package io.schemeless.eventstore.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/// A package of the npm registry, installed below `target`, where a build finds it again.
public record NpmPackage(String name, String version) {
  private static final int INSTALL_MINUTES = 3;

  /// The folder whose `node_modules` has the package.
  ///
  /// @throws TestAbortedException without Node.js, or where npm cannot install it; it says so,
  ///   loudly
  public Path installed() {
    Path folder = Path.of("target", "npm", name.replaceAll("[^a-z0-9-]", "_") + "-" + version);
    if (Files.exists(folder.resolve("node_modules").resolve(name).resolve("package.json"))) {
      return folder.toAbsolutePath();
    }
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("package.json"), "{\"private\": true}");
      run(folder, List.of("npm", "install", "--no-audit", "--no-fund", name + "@" + version));
    } catch (IOException e) {
      throw skipped("npm cannot be started: " + e.getMessage());
    }
    return folder.toAbsolutePath();
  }

  /// Runs a script of an ES module in the package's folder.
  public Process node(Path script) throws IOException {
    return new ProcessBuilder("node", script.toString())
        .directory(installed().toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private void run(Path folder, List<String> command) throws IOException {
    File log = folder.resolve("install.log").toFile();
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    try {
      if (!process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw skipped("npm did not install it, see " + log);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
  }

  private TestAbortedException skipped(String why) {
    String message = "=== SKIPPED: what needs npm's " + name + " " + version + ": " + why + " ===";
    System.out.println(message);
    return new TestAbortedException(message);
  }
}
