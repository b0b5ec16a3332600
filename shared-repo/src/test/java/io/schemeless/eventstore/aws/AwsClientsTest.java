package io.schemeless.eventstore.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.dynamodb.DynamoErrors;
import io.schemeless.eventstore.s3.S3Errors;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.testing.FaultyHttp;
import io.schemeless.eventstore.testing.HttpFault;
import io.schemeless.eventstore.testing.LocalAws;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.regions.Region;

final class AwsClientsTest {
  private final FaultyHttp http = new FaultyHttp(_ -> HttpFault.s3(404, "NoSuchBucket"));

  @Test
  void behind_an_endpoint_of_its_own_the_bucket_is_in_the_path() {
    try (AwsClients clients = LocalAws.faulty(http)) {
      assertThatThrownBy(() -> clients.s3().headBucket(r -> r.bucket("my-bucket")));
    }

    assertThat(http.sent().getFirst().operation()).isEqualTo("HEAD /my-bucket");
  }

  @Test
  void at_AWS_the_bucket_is_in_the_host_name() {
    try (AwsClients clients = atAws()) {
      assertThat(clients.s3IsElsewhere()).isFalse();
      assertThat(clients.dynamoDbIsElsewhere()).isTrue();
      assertThatThrownBy(() -> clients.s3().headBucket(r -> r.bucket("my-bucket")));
    }

    assertThat(http.sent().getFirst().operation().strip()).isEqualTo("HEAD");
    assertThat(http.sent().getFirst().headers().get("Host"))
        .containsExactly("my-bucket.s3.eu-west-1.amazonaws.com");
  }

  @Test
  void missing_credentials_are_misconfigured() {
    AwsCredentialsProviderChain none =
        AwsCredentialsProviderChain.of(SystemPropertyCredentialsProvider.create());
    try (AwsClients clients =
        AwsClients.create(
            client -> {
              LocalAws.configure(client, LocalAws.dynamoDbEndpoint());
              client.credentialsProvider(none);
            },
            client -> {
              LocalAws.configure(client, LocalAws.s3Endpoint());
              client.credentialsProvider(none);
            })) {
      assertThatThrownBy(() -> new DynamoErrors("t").mapped(() -> clients.dynamoDb().listTables()))
          .isInstanceOf(StoreException.Misconfigured.class)
          .hasMessageContaining("no AWS credentials");
      assertThatThrownBy(() -> new S3Errors("b").mapped(() -> clients.s3().listBuckets()))
          .isInstanceOf(StoreException.Misconfigured.class)
          .hasMessageContaining("no AWS credentials");
    }
  }

  @Test
  void a_timeout_is_unavailable() {
    assertThat(new DynamoErrors("t").toStoreException(ApiCallTimeoutException.create(1)))
        .isInstanceOf(StoreException.Unavailable.class);
    assertThat(new S3Errors("b").toStoreException(ApiCallAttemptTimeoutException.create(1)))
        .isInstanceOf(StoreException.Unavailable.class);
  }

  private AwsClients atAws() {
    return AwsClients.create(
        client -> LocalAws.configure(client, LocalAws.dynamoDbEndpoint()),
        client -> {
          LocalAws.configure(client, LocalAws.s3Endpoint());
          client.endpointOverride(null).region(Region.EU_WEST_1).httpClientBuilder(http.builder());
        });
  }
}
