package io.schemeless.eventstore.aws;

import java.io.ByteArrayInputStream;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.endpoints.AccountIdEndpointMode;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.auth.scheme.DynamoDbAuthSchemeProvider;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.auth.scheme.S3AuthSchemeProvider;

/// Points clients to emulators on this machine, so that they take nothing from the shell around
/// them: no proxy, no credentials, no profile, no setting of the SDK. To be given to
/// [AwsClients#create] or [AwsStoreOptions.Builder#dynamoDbClient].
public final class EmulatorClients {
  /// Whatever the credentials are, an emulator takes them.
  public static final String KEY = "local";

  public static final Region REGION = Region.US_EAST_1;

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration READ = Duration.ofSeconds(8);

  private EmulatorClients() {}

  public static void dynamoDb(DynamoDbClientBuilder client, URI endpoint) {
    configure(client, endpoint);
    client
        .accountIdEndpointMode(AccountIdEndpointMode.DISABLED)
        .endpointDiscoveryEnabled(false)
        .authSchemeProvider(DynamoDbAuthSchemeProvider.defaultProvider());
  }

  public static void s3(S3ClientBuilder client, URI endpoint) {
    configure(client, endpoint);
    client
        .accelerate(false)
        .useArnRegion(false)
        .disableMultiRegionAccessPoints(true)
        .disableS3ExpressSessionAuth(true)
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_SUPPORTED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_SUPPORTED)
        .authSchemeProvider(S3AuthSchemeProvider.defaultProvider());
  }

  private static <B extends AwsSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> void configure(
      B client, URI endpoint) {
    client
        .endpointOverride(endpoint)
        .region(REGION)
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, KEY)))
        .defaultsMode(DefaultsMode.LEGACY)
        .dualstackEnabled(false)
        .fipsEnabled(false)
        .overrideConfiguration(
            client.overrideConfiguration().toBuilder()
                .defaultProfileFile(noProfiles())
                .defaultProfileName("default")
                .compressionConfiguration(
                    off ->
                        off.requestCompressionEnabled(false)
                            .minimumCompressionThresholdInBytes(10_240))
                .build())
        .httpClientBuilder(_ -> direct());
  }

  private static ProfileFile noProfiles() {
    return ProfileFile.builder()
        .type(ProfileFile.Type.CONFIGURATION)
        .content(new ByteArrayInputStream(new byte[0]))
        .build();
  }

  /// An HTTP client that asks no proxy, whether the environment names it or a system property.
  public static SdkHttpClient direct() {
    return UrlConnectionHttpClient.create(
        uri -> WholeRequest.open(uri, Proxy.NO_PROXY, CONNECT, READ));
  }
}
