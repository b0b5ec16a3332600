package io.schemeless.eventstore.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.local.BuildOutput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The console with its tests, which need Node.js and Chromium, and say so where they are missing.
final class ConsolePackage {
  private static final NodePackage CONSOLE = new NodePackage("console", "the console");

  /// Builds it, unless it is built.
  void build() throws Exception {
    CONSOLE.requireNode();
    Path chromium = Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));
    if (!Files.isExecutable(chromium)) {
      throw CONSOLE.skipped("it needs Chromium at " + chromium + ", or where CHROMIUM says");
    }
    String built = CONSOLE.run(Map.of(), "sh", "build.sh", BuildOutput.file("console").toString());
    assertThat(built).doesNotContain("SKIPPED");
  }

  /// @param script of its `package.json`
  /// @return what the tests wrote
  String test(Map<String, String> environment, String script) throws Exception {
    return CONSOLE.run(environment, "npm", "run", script);
  }
}
