package io.schemeless.eventstore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.aws.AwsClients;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.testing.FaultyHttp;
import io.schemeless.eventstore.testing.HttpFault;
import io.schemeless.eventstore.testing.LocalAws;
import io.schemeless.eventstore.testing.ManualHost;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

final class BucketProvisionerTest {
  private final Host host = new SystemHost();
  private final String bucket = LocalAws.bucketName();

  @Test
  void a_missing_bucket_is_created() {
    new BucketProvisioner(LocalAws.s3(), bucket, true, host).ensure(null);

    assertThatCode(() -> LocalAws.s3().headBucket(r -> r.bucket(bucket)))
        .doesNotThrowAnyException();
  }

  @Test
  void an_existing_bucket_is_left_as_it_is() {
    LocalAws.s3().createBucket(r -> r.bucket(bucket));
    LocalAws.s3().putObject(r -> r.bucket(bucket).key("k"), RequestBody.fromString("v"));
    FaultyHttp http = new FaultyHttp(_ -> new HttpFault.None());

    ensure(http, true, null);

    assertThat(http.sent())
        .extracting(FaultyHttp.Request::operation)
        .containsExactly("HEAD /" + bucket);
  }

  @Test
  void any_number_of_processes_may_start_at_once() {
    Callable<String> start =
        () -> {
          new BucketProvisioner(LocalAws.s3(), bucket, true, host).ensure(null);
          return bucket;
        };

    assertThat(host.all(Collections.nCopies(8, start))).hasSize(8);
  }

  @Test
  void a_bucket_that_another_process_creates_meanwhile_is_waited_for() {
    FaultyHttp http =
        new FaultyHttp(
            request -> {
              if (!request.operation().startsWith("PUT")) {
                return new HttpFault.None();
              }
              LocalAws.s3().createBucket(r -> r.bucket(bucket));
              return HttpFault.s3(409, "OperationAborted");
            });

    ensure(http, true, null);

    assertThat(http.sent())
        .extracting(FaultyHttp.Request::operation)
        .containsExactly("HEAD /" + bucket, "PUT /" + bucket, "HEAD /" + bucket);
  }

  @Test
  void a_bucket_of_another_account_is_refused() {
    FaultyHttp head = onHead(new HttpFault.Answered(403, ""));

    assertRefused(
        onPut(HttpFault.s3(409, "BucketAlreadyExists")), null, "belongs to another account");
    assertRefused(head, "123456789012", "is another account's");
    assertThat(head.sent().getFirst().headers())
        .containsEntry("x-amz-expected-bucket-owner", List.of("123456789012"));
  }

  @Test
  void a_bucket_in_another_region_is_refused() {
    assertRefused(onHead(new HttpFault.Answered(301, "")), null, "is in another region");
  }

  @Test
  void what_an_emulator_lacks_is_passed_over_and_what_S3_lacks_is_not() {
    Function<FaultyHttp.Request, HttpFault> lacking =
        request ->
            request.body().contains("Encryption")
                ? HttpFault.s3(501, "NotImplemented")
                : new HttpFault.None();

    ensure(new FaultyHttp(lacking), true, null);

    LocalAws.s3().deleteBucket(r -> r.bucket(bucket));
    assertThatThrownBy(() -> ensure(new FaultyHttp(lacking), false, null))
        .isInstanceOf(StoreException.Misconfigured.class);
  }

  @Test
  void the_region_is_named_except_where_it_has_no_name() {
    assertThat(creationIn(Region.US_EAST_1)).doesNotContain("LocationConstraint");
    assertThat(creationIn(Region.EU_WEST_1))
        .contains("<LocationConstraint>eu-west-1</LocationConstraint>");
  }

  @Test
  void a_bucket_that_does_not_appear_is_not_waited_for_for_ever() {
    FaultyHttp http = onHead(new HttpFault.Answered(404, ""));

    try (AwsClients clients = LocalAws.faulty(http)) {
      var provisioner = new BucketProvisioner(clients.s3(), bucket, true, new ManualHost());

      assertThatThrownBy(() -> provisioner.ensure(null))
          .isInstanceOf(StoreException.Unavailable.class)
          .hasMessageContaining("not ready after 30 s");
    }
  }

  private String creationIn(Region region) {
    FaultyHttp http = onPut(HttpFault.s3(403, "AccessDenied"));
    try (AwsClients clients =
        AwsClients.create(
            client -> LocalAws.configure(client, LocalAws.dynamoDbEndpoint()),
            client -> {
              LocalAws.configure(client, LocalAws.s3Endpoint());
              client.region(region).httpClientBuilder(http.builder());
            })) {
      S3Client s3 = clients.s3();
      assertThatThrownBy(() -> new BucketProvisioner(s3, bucket, true, host).ensure(null))
          .isInstanceOf(StoreException.Misconfigured.class);
    }
    return http.sent().getLast().body();
  }

  private void assertRefused(FaultyHttp http, @Nullable String account, String why) {
    assertThatThrownBy(() -> ensure(http, true, account))
        .isInstanceOf(StoreException.Misconfigured.class)
        .hasMessageContaining(bucket)
        .hasMessageContaining(why);
  }

  private void ensure(FaultyHttp http, boolean emulated, @Nullable String account) {
    try (AwsClients clients = LocalAws.faulty(http)) {
      new BucketProvisioner(clients.s3(), bucket, emulated, host).ensure(account);
    }
  }

  private static FaultyHttp onPut(HttpFault fault) {
    return on("PUT", fault);
  }

  private static FaultyHttp onHead(HttpFault fault) {
    return on("HEAD", fault);
  }

  private static FaultyHttp on(String method, HttpFault fault) {
    return new FaultyHttp(
        request -> request.operation().startsWith(method) ? fault : new HttpFault.None());
  }
}
