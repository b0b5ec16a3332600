package io.schemeless.eventstore.local.server;

import io.schemeless.eventstore.local.UserError;
import io.schemeless.eventstore.local.emulator.Emulators;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/// What the environment says of AWS. The variables are those that every AWS SDK knows.
public record LocalEnvironment(Map<String, String> variables) {
  private static final String DYNAMODB = "AWS_ENDPOINT_URL_DYNAMODB";
  private static final String S3 = "AWS_ENDPOINT_URL_S3";

  private static final Set<String> CREDENTIALS =
      Set.of("AWS_ACCESS_KEY_ID", "AWS_PROFILE", "AWS_WEB_IDENTITY_TOKEN_FILE");

  public LocalEnvironment {
    variables = Map.copyOf(variables);
  }

  public static LocalEnvironment ofThisProcess() {
    return new LocalEnvironment(System.getenv());
  }

  /// What has to be started: nothing where an endpoint is given.
  ///
  /// @throws UserError if an endpoint is no URL, or `data` would not be used
  public Emulators.Plan plan(@Nullable Path data) {
    URI dynamoDb = endpoint(DYNAMODB);
    URI s3 = endpoint(S3);
    if (data != null && dynamoDb != null && s3 != null) {
      throw new UserError("--data has no use while " + DYNAMODB + " and " + S3 + " are set");
    }
    return new Emulators.Plan(data, dynamoDb, s3);
  }

  private @Nullable URI endpoint(String name) {
    String value = variables.get(name);
    if (value == null || value.isBlank()) {
      return null;
    }
    try {
      URI uri = URI.create(value.strip());
      if (uri.getHost() != null && uri.getScheme() != null && uri.getScheme().startsWith("http")) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw new UserError(name + " is not a URL", e);
    }
    throw new UserError(name + " is not an http or https URL");
  }

  Region region() {
    String region = variables.getOrDefault("AWS_REGION", variables.get("AWS_DEFAULT_REGION"));
    return region == null || region.isBlank() ? Region.US_EAST_1 : Region.of(region);
  }

  /// The environment of a function that works on a local store.
  ///
  /// @param store its name; see [LocalStore#open]
  public Map<String, String> ofFunction(
      String store, String function, Emulators.Endpoints endpoints) {
    Map<String, String> settings = new HashMap<>();
    settings.put("EVENT_STORE_TABLE", store);
    settings.put("EVENT_STORE_BUCKET", LocalStore.BUCKET);
    settings.put("EVENT_STORE_KEY_PREFIX", LocalStore.keyPrefix(store));
    settings.put("EVENT_STORE_STAGE", "sandbox");
    settings.put("AWS_LAMBDA_FUNCTION_NAME", function);
    settings.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    settings.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
    settings.put("AWS_LAMBDA_LOG_GROUP_NAME", "local");
    settings.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
    settings.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
    settings.put("AWS_LAMBDA_LOG_LEVEL", "INFO");
    settings.put("AWS_REGION", region().id());
    settings.put(DYNAMODB, endpoints.dynamoDb().toString());
    settings.put(S3, endpoints.s3().toString());
    if (CREDENTIALS.stream().noneMatch(variables::containsKey)) {
      settings.put("AWS_ACCESS_KEY_ID", "local");
      settings.put("AWS_SECRET_ACCESS_KEY", "local");
    }
    return settings;
  }

  /// Emulators take any credentials; real ones are used where the environment has them.
  AwsCredentialsProvider credentials() {
    return CREDENTIALS.stream().anyMatch(variables::containsKey)
        ? DefaultCredentialsProvider.builder().build()
        : StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
  }
}
