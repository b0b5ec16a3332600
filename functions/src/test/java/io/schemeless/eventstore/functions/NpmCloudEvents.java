package io.schemeless.eventstore.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// The npm package `cloudevents`, run by Node.
final class NpmCloudEvents {
  private static final Path FOLDER = Path.of("target", "npm-cloudevents");
  private static final String PACKAGE = "cloudevents@10.0.0";
  private static final long MAX_SECONDS = 90;

  /// Reads a batch as a receiver over HTTP does, and writes how many events it got.
  private static final String SCRIPT =
      """
      const { HTTP } = require("cloudevents");
      const body = require("fs").readFileSync(process.argv[2], "utf8");
      const headers = { "content-type": "application/cloudevents-batch+json" };
      const events = HTTP.toEvent({ headers, body });
      events.forEach(event => event.validate());
      console.log(events.length);
      """;

  private NpmCloudEvents() {}

  /// Installs the package, from npm's cache where it is there. Without Node, npm or a registry the
  /// test says so and is skipped.
  static void install() throws IOException, InterruptedException {
    need(runs("node", "--version") && runs("npm", "--version"), "Node.js is not installed");
    Files.createDirectories(FOLDER);
    if (!Files.exists(FOLDER.resolve("package.json"))) {
      Files.writeString(FOLDER.resolve("package.json"), "{\"private\":true}");
    }
    Files.writeString(FOLDER.resolve("read.js"), SCRIPT);
    boolean there =
        runs("npm", "ls", PACKAGE)
            || runs(
                "npm",
                "install",
                "--prefer-offline",
                "--no-audit",
                "--no-fund",
                "--ignore-scripts",
                "--save-exact",
                PACKAGE);
    need(there, "npm could not install " + PACKAGE);
  }

  private static void need(boolean there, String otherwise) {
    if (!there) {
      System.out.println(
          "SKIPPED: " + otherwise + ", so no CloudEvents answer was read by the npm package.");
    }
    Assumptions.assumeTrue(there, otherwise);
  }

  /// Hands a batch over.
  static void read(byte[] batch, int events) throws IOException, InterruptedException {
    Files.write(FOLDER.resolve("batch.json"), batch);
    boolean read = runs("node", "read.js", "batch.json");
    assertThat(Files.readString(log())).isEqualToIgnoringNewLines(Integer.toString(events));
    assertThat(read).isTrue();
  }

  private static Path log() {
    return FOLDER.resolve("log.txt");
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      Files.createDirectories(FOLDER);
      Process process =
          new ProcessBuilder(List.of(command))
              .directory(FOLDER.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log().toFile())
              .start();
      boolean ended = process.waitFor(MAX_SECONDS, TimeUnit.SECONDS);
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      return ended && process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
