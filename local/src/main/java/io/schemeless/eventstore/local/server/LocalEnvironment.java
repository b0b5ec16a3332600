package io.schemeless.eventstore.local.server;

import io.schemeless.eventstore.aws.EmulatorClients;
import io.schemeless.eventstore.local.ChildEnvironment;
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
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/// What the environment says of AWS. The variables are those that every AWS SDK knows.
public record LocalEnvironment(Map<String, String> variables) {
  private static final String DYNAMODB = "AWS_ENDPOINT_URL_DYNAMODB";
  private static final String S3 = "AWS_ENDPOINT_URL_S3";
  private static final String NO_FILE = "/nothing/configured";

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

  /// Keeps the SDK in this process from the shell's files and numbers, unless a server is not ours:
  /// it reads them whatever a client is told, and would fail on a broken one.
  void leaveTheShell() {
    if (isOurs()) {
      System.setProperty("aws.configFile", NO_FILE);
      System.setProperty("aws.sharedCredentialsFile", NO_FILE);
      System.setProperty("aws.maxAttempts", "3"); // its default; the clients set their own
    }
  }

  private boolean isOurs() {
    return endpoint(DYNAMODB) == null && endpoint(S3) == null;
  }

  /// Points a client to a server that this store works on. Ours take nothing from the shell; to
  /// others it says who it is as the environment says.
  void dynamoDb(DynamoDbClientBuilder client, URI endpoint) {
    if (endpoint(DYNAMODB) == null) {
      EmulatorClients.dynamoDb(client, endpoint);
    } else {
      client
          .endpointOverride(endpoint)
          .region(region())
          .credentialsProvider(credentials())
          .applyMutation(given -> connect(given, endpoint));
    }
  }

  /// See [#dynamoDb].
  void s3(S3ClientBuilder client, URI endpoint) {
    if (endpoint(S3) == null) {
      EmulatorClients.s3(client, endpoint);
    } else {
      client
          .endpointOverride(endpoint)
          .region(region())
          .credentialsProvider(credentials())
          .applyMutation(given -> connect(given, endpoint));
    }
  }

  /// No proxy leads back to this machine.
  private static void connect(SdkSyncClientBuilder<?, ?> client, URI endpoint) {
    if (isHere(endpoint)) {
      client.httpClientBuilder(_ -> EmulatorClients.direct());
    }
  }

  private static boolean isHere(URI endpoint) {
    String host = endpoint.getHost();
    return host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
  }

  /// The environment of a function that works on a local store, beside that of this process or,
  /// where both servers are ours, in its place.
  ///
  /// @param store its name; see [LocalStore#open]
  public Map<String, String> ofFunction(
      String store, String function, Emulators.Endpoints endpoints) {
    boolean ours = isOurs();
    Map<String, String> settings = new HashMap<>(ours ? withoutShell(variables) : variables);
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
    settings.put("AWS_REGION", ours ? EmulatorClients.REGION.id() : region().id());
    settings.put(DYNAMODB, endpoints.dynamoDb().toString());
    settings.put(S3, endpoints.s3().toString());
    if (ours) {
      // Else the SDK would read those of the home directory.
      settings.put("AWS_CONFIG_FILE", NO_FILE);
      settings.put("AWS_SHARED_CREDENTIALS_FILE", NO_FILE);
    }
    if (ours || !hasCredentials()) {
      settings.put("AWS_ACCESS_KEY_ID", EmulatorClients.KEY);
      settings.put("AWS_SECRET_ACCESS_KEY", EmulatorClients.KEY);
    }
    return settings;
  }

  private static Map<String, String> withoutShell(Map<String, String> variables) {
    Map<String, String> kept = new HashMap<>(variables);
    kept.keySet().removeIf(ChildEnvironment::isOfTheShell);
    return kept;
  }

  private boolean hasCredentials() {
    return CREDENTIALS.stream().anyMatch(variables::containsKey);
  }

  /// Of servers that are not ours. Most emulators take any; real ones are used where the
  /// environment has them.
  AwsCredentialsProvider credentials() {
    return hasCredentials()
        ? DefaultCredentialsProvider.builder().build()
        : StaticCredentialsProvider.create(
            AwsBasicCredentials.create(EmulatorClients.KEY, EmulatorClients.KEY));
  }
}
