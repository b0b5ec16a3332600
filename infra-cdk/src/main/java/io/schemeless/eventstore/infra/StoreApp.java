package io.schemeless.eventstore.infra;

import io.schemeless.eventstore.infra.config.ConfigException;
import io.schemeless.eventstore.infra.config.ConfigReader;
import io.schemeless.eventstore.infra.config.Packaging;
import io.schemeless.eventstore.infra.config.StoreConfig;
import io.schemeless.eventstore.infra.config.StoreFile;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awscdk.App;

/// The app that `cdk.json` runs, from the root of the project.
public final class StoreApp {
  private static final Path STORES = Path.of("stores");
  private static final Path JAR = Path.of("functions/target/event-store-functions.jar");
  private static final Path IMAGE = Path.of("functions/target/image");
  private static final Path CONSOLE = Path.of("local/target/console");

  private StoreApp() {}

  public static void main(String[] args) {
    try {
      App app = new App();
      StoreFile file = StoreFile.of(ConfigReader.context(app.getNode()), STORES);
      StoreConfig config = file.config();
      Path code = config.packaging() == Packaging.IMAGE ? IMAGE : JAR;
      if (!Files.exists(code)) {
        throw new ConfigException(code + " is missing: run mvn package first.");
      }
      file.said().forEach(System.err::println);
      file.keep();
      new StoreStack(app, config, code, CONSOLE);
      app.synth();
    } catch (ConfigException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }
}
