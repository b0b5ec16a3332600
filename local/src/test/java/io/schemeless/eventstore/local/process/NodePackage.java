package io.schemeless.eventstore.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.local.BuildOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opentest4j.TestAbortedException;

/// A part of the repository that Node.js runs.
///
/// @param what it is, for whoever reads that it was skipped
record NodePackage(Path directory, String what) {
  private static final int LEAST_NODE = 20;

  NodePackage(String directory, String what) {
    this(BuildOutput.inRepository(directory), what);
  }

  void requireNode() throws InterruptedException {
    String version;
    try {
      version = run(Map.of(), "node", "--version").strip();
    } catch (IOException e) {
      version = "";
    }
    if (version.isEmpty() || major(version) < LEAST_NODE) {
      throw skipped("it needs Node.js 20 or newer");
    }
  }

  private static int major(String version) {
    return Integer.parseInt(version.substring(1, version.indexOf('.')));
  }

  TestAbortedException skipped(String why) {
    String message = "=== SKIPPED: " + what + ": " + why + " ===";
    System.out.println(message);
    return new TestAbortedException(message);
  }

  /// What npm has installed, it has listed in a file of its own.
  void install() throws IOException, InterruptedException {
    Path installed = directory.resolve("node_modules/.package-lock.json");
    Path wanted = directory.resolve("package-lock.json");
    if (!Files.exists(installed)
        || Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(wanted)) < 0) {
      run(Map.of(), "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
    }
  }

  String run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(List.of(command))
            .directory(directory.toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
