package io.schemeless.eventstore.infra.service;

import io.schemeless.eventstore.infra.config.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.s3.assets.AssetOptions;
import software.amazon.awscdk.services.s3.deployment.ISource;
import software.amazon.awscdk.services.s3.deployment.Source;

/// What the build of the console left.
record ConsoleFiles(Path built) {
  private static final String START = "console/index.html";

  /// What the build leaves where it could not: why.
  private static final String SKIPPED = "skipped.txt";

  /// @throws ConfigException if the console is not built
  static ConsoleFiles of(@Nullable Path built) {
    if (built == null) {
      throw new ConfigException(
          "The setting console needs the folder that the console was built into.");
    }
    if (!Files.isRegularFile(built.resolve(START))) {
      throw new ConfigException(
          "The setting console needs the console's files, and there are none in "
              + built
              + ": run mvn package. "
              + reason(built));
    }
    return new ConsoleFiles(built);
  }

  private static String reason(Path built) {
    Path skipped = built.resolve(SKIPPED);
    return Files.isRegularFile(skipped)
        ? read(skipped).strip()
        : "It builds them with Node.js 20.19 or newer, and npm.";
  }

  /// Files whose names change with what is in them.
  ISource assets() {
    return Source.asset(built.resolve("console/assets").toString());
  }

  /// All that is the same for every store.
  ISource others() {
    return Source.asset(
        built.toString(),
        AssetOptions.builder()
            .exclude(List.of("console/assets", START, "docs/index.html"))
            .build());
  }

  /// A page that may ask its own origin and the one API, whatever more its headers allow.
  ISource page(String name, String api) {
    String policy =
        "<meta http-equiv=\"Content-Security-Policy\" content=\"connect-src 'self' " + api + "\">";
    String page = read(built.resolve(name));
    if (!page.contains("<head>")) {
      throw new IllegalStateException(name + " has no head");
    }
    return Source.data(name, page.replace("<head>", "<head>" + policy));
  }

  /// The CloudFront function that finds the file of a path.
  static String paths() {
    try (InputStream script = ConsoleFiles.class.getResourceAsStream("console-paths.js")) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
