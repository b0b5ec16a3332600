package io.schemeless.eventstore.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import software.amazon.awscdk.App;

/// Writes the template of [PlainStack], for a jar, as `infra-cdk/dist` asks for it.
public final class PlainApp {
  private PlainApp() {}

  /// @param args the jar
  public static void main(String[] args) throws IOException, NoSuchAlgorithmException {
    App app = new App();
    byte[] jar = Files.readAllBytes(Path.of(args[0]));
    String release = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(jar));
    new PlainStack(app, release);
    app.synth();
  }
}
