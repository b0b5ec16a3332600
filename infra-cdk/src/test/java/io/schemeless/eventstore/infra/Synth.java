package io.schemeless.eventstore.infra;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.schemeless.eventstore.infra.config.ConfigReader;
import io.schemeless.eventstore.infra.config.Packaging;
import io.schemeless.eventstore.infra.config.StoreConfig;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Assumptions;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

/// Synthesizes stores as the command line does, each set of options once.
public final class Synth {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final boolean NODE = isNodeInstalled();
  private static final Map<Map<String, String>, Resources> DONE = new ConcurrentHashMap<>();

  private Synth() {}

  public static Resources sandbox(String... options) {
    return of("sandbox", options);
  }

  public static Resources prod(String... options) {
    return of("prod", options);
  }

  /// With what brings most resources of its own.
  public static Resources prodWithMost() {
    return prod(
        "customerKey=true",
        "readCapacity=5-50",
        "writeCapacity=5-50",
        "backupDays=35",
        "rollout=canary");
  }

  private static Resources of(String stage, String... options) {
    needsNode();
    Map<String, String> context = context(stage, options);
    return DONE.computeIfAbsent(
        context,
        _ -> {
          Stack stack = stack(app(context));
          return new Resources(JSON.valueToTree(Template.fromStack(stack).toJSON()));
        });
  }

  /// A context of `key=value` options.
  public static Map<String, String> context(String stage, String... options) {
    Map<String, String> context = new TreeMap<>(Map.of("stage", stage));
    for (String option : options) {
      String[] parts = option.split("=", 2);
      context.put(parts[0], parts[1]);
    }
    return context;
  }

  public static App app(Map<String, ?> options) {
    needsNode();
    try {
      Map<String, Object> context = new HashMap<>(flags());
      // What is wrong is read by the tests themselves, and must not end the synthesis before.
      context.put("@aws-cdk/core:annotationsInValidationReport", false);
      context.putAll(options);
      File out = Files.createTempDirectory("cdk.out").toFile();
      return new App(AppProps.builder().context(context).outdir(out.getPath()).build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Stack stack(App app) {
    StoreConfig config = ConfigReader.read(app.getNode());
    return new StoreStack(
        app, config, config.packaging() == Packaging.ZIP ? jar() : image(), console());
  }

  /// The folder as it is before the build adds the jars.
  private static Path image() {
    return Path.of("../functions/src/main/image");
  }

  /// What stands for the console's files: of them a template sees only how its pages begin.
  static Path console() {
    try {
      Path built = Files.createTempDirectory("console");
      for (String file :
          List.of("console/index.html", "console/assets/a.js", "docs/index.html", "openapi.yaml")) {
        Path path = built.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "<html><head></head></html>");
      }
      return built;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The content does not matter to a template.
  static Path jar() {
    try {
      Path jar = Files.createTempFile("functions", ".jar");
      jar.toFile().deleteOnExit();
      return Files.writeString(jar, "functions");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> flags() throws IOException {
    return JSON.convertValue(
        JSON.readTree(Path.of("../cdk.json").toFile()).get("context"), new TypeReference<>() {});
  }

  /// CDK runs in Node. Without it these tests say so and are skipped.
  static void needsNode() {
    if (!NODE) {
      System.out.println("SKIPPED: Node.js is not installed, so no template was checked.");
    }
    Assumptions.assumeTrue(NODE, "Node.js is not installed");
  }

  private static boolean isNodeInstalled() {
    try {
      return new ProcessBuilder(List.of("node", "--version")).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
