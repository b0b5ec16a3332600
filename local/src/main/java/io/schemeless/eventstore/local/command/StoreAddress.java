package io.schemeless.eventstore.local.command;

import io.schemeless.eventstore.local.UserError;
import io.schemeless.eventstore.local.remote.Connection;
import io.schemeless.eventstore.local.remote.StoreProfiles;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which store a command talks to, and as whom.
final class StoreAddress {
  static final String DEFAULT_URL = "http://localhost:8787";
  private static final String URL_VARIABLE = "EVENT_STORE_URL";
  private static final String TOKEN_VARIABLE = "EVENT_STORE_TOKEN";

  private final Map<String, String> environment = System.getenv();

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "The store. Default: $EVENT_STORE_URL, or "
              + DEFAULT_URL
              + ", where eventstore local is.")
  private @Nullable String url;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "A store of the file of stores, in place of --url.")
  private @Nullable String profile;

  @Option(
      names = "--aws-profile",
      paramLabel = "NAME",
      description = "Sign as this profile of AWS's own files says.")
  private @Nullable String awsProfile;

  @Option(
      names = "--region",
      paramLabel = "NAME",
      description = "Sign for this region. Default: as the URL says.")
  private @Nullable String region;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "Send the bearer token in this file, in place of a signature. Default: $"
              + TOKEN_VARIABLE
              + ".")
  private @Nullable Path tokenFile;

  Connection connection() {
    if (profile != null && url != null) {
      throw new UserError("--url and --profile both name a store; give one");
    }
    Connection named =
        profile == null
            ? new Connection(
                Connection.url(url == null ? defaultUrl() : url), null, null, null, null)
            : StoreProfiles.read(StoreProfiles.file(environment)).store(profile);
    Path file = tokenFile == null ? named.tokenFile() : tokenFile;
    return new Connection(
        named.url(),
        awsProfile == null ? named.awsProfile() : awsProfile,
        region == null ? named.region() : region,
        file == null && profile == null ? environment.get(TOKEN_VARIABLE) : null,
        file);
  }

  private String defaultUrl() {
    String set = environment.get(URL_VARIABLE);
    return set == null || set.isBlank() ? DEFAULT_URL : set;
  }
}
