package io.schemeless.eventstore.bench.cold;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The npm adapter as a deployment would have it: one file, without what it does not use.
final class ColdPeer {
  private static final String BUNDLE = "cold.min.js";
  private static final double NANOS_PER_MILLI = 1e6;

  private final Path folder;
  private final Map<String, String> environment;

  private ColdPeer(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /// Bundles it, and has it make its table and its bucket.
  static ColdPeer bundle(Path folder, Map<String, String> environment) {
    Commands.run(
        folder,
        Map.of(),
        folder.resolve("node_modules/.bin/esbuild").toString(),
        "cold.js",
        "--bundle",
        "--minify",
        "--platform=node",
        "--outfile=" + BUNDLE);
    Map<String, String> node = new HashMap<>(environment);
    node.put("AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE", "1");
    ColdPeer peer = new ColdPeer(folder, node);
    Commands.run(folder, node, "node", "--no-warnings", BUNDLE);
    return peer;
  }

  ColdStart start() {
    long began = System.nanoTime();
    Commands.run(folder, environment, "node", "--no-warnings", BUNDLE, "exists");
    return new ColdStart((System.nanoTime() - began) / NANOS_PER_MILLI, 0);
  }
}
