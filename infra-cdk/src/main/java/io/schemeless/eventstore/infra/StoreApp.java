package io.schemeless.eventstore.infra;

import io.schemeless.eventstore.infra.config.ConfigException;
import io.schemeless.eventstore.infra.config.ConfigReader;
import io.schemeless.eventstore.infra.config.StoreConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awscdk.App;

/// The app that `cdk.json` runs, from the root of the project.
public final class StoreApp {
  private static final Path FUNCTIONS = Path.of("functions/target/event-store-functions.jar");

  private StoreApp() {}

  public static void main(String[] args) {
    try {
      App app = new App();
      StoreConfig config = ConfigReader.read(app.getNode());
      if (!Files.isRegularFile(FUNCTIONS)) {
        throw new ConfigException(FUNCTIONS + " is missing: run mvn package first.");
      }
      new StoreStack(app, config, FUNCTIONS);
      app.synth();
    } catch (ConfigException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }
}
