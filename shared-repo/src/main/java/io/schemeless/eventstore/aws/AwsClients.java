package io.schemeless.eventstore.aws;

import io.schemeless.eventstore.store.StoreException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/// The two clients of the SDK. That of S3 is made when it is first asked for: most processes never
/// meet a body that is large enough, and it takes as long to make as the other.
///
/// Region, endpoints and credentials come from where the SDK looks for them (`AWS_REGION`,
/// `AWS_ENDPOINT_URL_DYNAMODB`, `AWS_ENDPOINT_URL_S3`, profiles, roles) unless an override sets
/// them.
public final class AwsClients implements AutoCloseable {

  /// A new connection takes a few milliseconds inside a region.
  private static final Duration CONNECT = Duration.ofSeconds(2);

  /// DynamoDB answers in milliseconds, a page of 1 MB in under a second; what takes longer is lost.
  private static final Duration DYNAMODB_ATTEMPT = Duration.ofSeconds(4);

  /// With its retries a request stays well below the 20 s of an append and the 30 s of the HTTP
  /// API.
  private static final Duration DYNAMODB_CALL = Duration.ofSeconds(10);

  /// An object has up to 4 MiB.
  private static final Duration S3_ATTEMPT = Duration.ofSeconds(8);

  private static final Duration S3_CALL = Duration.ofSeconds(16);

  /// The first try and five more: the JDK keeps five idle connections a host, and a process that
  /// was frozen may find every one of them closed.
  private static final int ATTEMPTS = 6;

  /// A hiccup of DynamoDB is over at once, so the first retry is too.
  private static final Duration PAUSE = Duration.ofMillis(25);

  /// A throttled partition needs longer.
  private static final Duration THROTTLED_PAUSE = Duration.ofMillis(200);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final DynamoDbClient dynamoDb;
  private final Consumer<S3ClientBuilder> s3Override;
  private @Nullable S3Client s3;
  private boolean closed;

  private AwsClients(DynamoDbClient dynamoDb, Consumer<S3ClientBuilder> s3Override) {
    this.dynamoDb = dynamoDb;
    this.s3Override = s3Override;
  }

  /// @throws StoreException.Misconfigured if no region is set, or an override is wrong
  public static AwsClients create() {
    return create(_ -> {}, _ -> {});
  }

  /// As [#create()], with overrides that have the last word.
  public static AwsClients create(
      Consumer<DynamoDbClientBuilder> dynamoDb, Consumer<S3ClientBuilder> s3) {
    return new AwsClients(built(() -> dynamoDb(dynamoDb)), s3);
  }

  public DynamoDbClient dynamoDb() {
    return dynamoDb;
  }

  /// @throws StoreException.Misconfigured if its settings are wrong
  public synchronized S3Client s3() {
    S3Client made = s3;
    if (made == null) {
      if (closed) {
        throw new IllegalStateException("the clients are closed");
      }
      made = built(() -> s3(s3Override));
      s3 = made;
    }
    return made;
  }

  private static DynamoDbClient dynamoDb(Consumer<DynamoDbClientBuilder> override) {
    DynamoDbClientBuilder builder =
        DynamoDbClient.builder().overrideConfiguration(limits(DYNAMODB_ATTEMPT, DYNAMODB_CALL));
    LazyTls.use(builder, CONNECT, DYNAMODB_ATTEMPT);
    override.accept(builder);
    return builder.build();
  }

  /// Only behind an endpoint of its own is the bucket named in the path: such a server seldom has a
  /// host name for every bucket. The SDK alone knows whether one is set, once a client is built.
  private static S3Client s3(Consumer<S3ClientBuilder> override) {
    S3Client client = s3(override, false);
    if (!isElsewhere(client)) {
      return client;
    }
    client.close();
    return s3(override, true);
  }

  private static S3Client s3(Consumer<S3ClientBuilder> override, boolean bucketInPath) {
    S3ClientBuilder builder =
        S3Client.builder()
            .overrideConfiguration(limits(S3_ATTEMPT, S3_CALL))
            // Servers that do not know `aws-chunked` would keep its framing as content.
            .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
            .forcePathStyle(bucketInPath);
    LazyTls.use(builder, CONNECT, S3_ATTEMPT);
    override.accept(builder);
    return builder.build();
  }

  /// Whether the endpoint was set explicitly: then it need not be AWS's own.
  boolean dynamoDbIsElsewhere() {
    return dynamoDb.serviceClientConfiguration().endpointOverride().isPresent();
  }

  /// Whether the endpoint was set explicitly: then it need not be AWS's own.
  boolean s3IsElsewhere() {
    return isElsewhere(s3());
  }

  private static boolean isElsewhere(S3Client client) {
    return client.serviceClientConfiguration().endpointOverride().isPresent();
  }

  private static ClientOverrideConfiguration limits(Duration attempt, Duration call) {
    RetryStrategy retries =
        AwsRetryStrategy.standardRetryStrategy().toBuilder()
            .maxAttempts(ATTEMPTS)
            .backoffStrategy(BackoffStrategy.exponentialDelay(PAUSE, LONGEST_PAUSE))
            .throttlingBackoffStrategy(
                BackoffStrategy.exponentialDelay(THROTTLED_PAUSE, LONGEST_PAUSE))
            .build();
    return ClientOverrideConfiguration.builder()
        .apiCallAttemptTimeout(attempt)
        .apiCallTimeout(call)
        .retryStrategy(retries)
        .build();
  }

  private static <C> C built(Supplier<C> client) {
    try {
      return client.get();
    } catch (SdkClientException e) {
      if (String.valueOf(e.getMessage()).contains("Unable to load region")) {
        throw new StoreException.Misconfigured("no AWS region is set (AWS_REGION)", e);
      }
      throw new StoreException.Misconfigured("the AWS client's settings are wrong", e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    try (dynamoDb;
        @Nullable S3Client _ = s3) {}
  }
}
