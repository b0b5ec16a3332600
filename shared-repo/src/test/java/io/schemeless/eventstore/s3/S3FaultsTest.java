package io.schemeless.eventstore.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.schemeless.eventstore.aws.AwsClients;
import io.schemeless.eventstore.port.ObjectStore;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.testing.FaultyHttp;
import io.schemeless.eventstore.testing.HttpFault;
import io.schemeless.eventstore.testing.LocalAws;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The real client on the S3 server of the tests, with faults below it.
final class S3FaultsTest {
  private static final String KEY = "secret/key";
  private static final byte[] BODY = "secret-body".getBytes(UTF_8);

  private final FaultyHttp http = new FaultyHttp(request -> this.faults.apply(request));
  private Function<FaultyHttp.Request, HttpFault> faults = _ -> new HttpFault.None();
  private AwsClients clients;
  private ObjectStore objects;

  @BeforeEach
  void open() {
    clients = LocalAws.faulty(http);
    objects = new S3ObjectStore(clients.s3(), LocalAws.freshBucket(), "");
  }

  @AfterEach
  void close() {
    clients.close();
  }

  @ParameterizedTest
  @CsvSource({
    "503, SlowDown,                     Throttled, 6",
    "429, TooManyRequests,              Throttled, 6",
    "500, InternalError,                Unavailable, 6",
    "503, ServiceUnavailable,           Unavailable, 6",
    "400, RequestTimeout,               Unavailable, 6",
    "409, OperationAborted,             Unavailable, 1",
    "404, NoSuchBucket,                 Misconfigured, 1",
    "403, AccessDenied,                 Misconfigured, 1",
    "403, InvalidAccessKeyId,           Misconfigured, 1",
    "400, ExpiredToken,                 Misconfigured, 1",
    "400, AuthorizationHeaderMalformed, Misconfigured, 1",
    "403, InvalidObjectState,           Misconfigured, 1",
    "400, SomethingNew,                 Misconfigured, 1"
  })
  void each_error_is_what_it_means_after_its_retries(
      int status, String code, String expected, int tries) {
    always(HttpFault.s3(status, code));

    StoreException thrown = catchThrowableOfType(StoreException.class, () -> objects.get(KEY));

    assertThat(thrown.getClass().getSimpleName()).isEqualTo(expected);
    assertThat(thrown).message().doesNotContain("secret");
    assertThat(http.sent()).hasSize(tries);
  }

  @Test
  void a_put_whose_answer_shows_what_is_stored_is_one_request() {
    objects.put(KEY, BODY);

    assertThat(http.sent()).hasSize(1);
    assertThat(http.sent().getFirst().headers().toString()).doesNotContain("aws-chunked");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 403, 404, 409})
  void an_error_that_cannot_be_read_says_nothing_about_the_bucket(int status) {
    always(new HttpFault.Answered(status, "<Error"));

    assertThatThrownBy(() -> objects.put(KEY, BODY)).isInstanceOf(StoreException.Unavailable.class);
    assertThatThrownBy(() -> objects.get(KEY)).isInstanceOf(StoreException.Unavailable.class);
  }

  @Test
  void a_connection_that_breaks_each_time_is_unavailable() {
    always(new HttpFault.NotSent());

    assertThatThrownBy(() -> objects.put(KEY, BODY)).isInstanceOf(StoreException.Unavailable.class);
    assertThat(http.sent()).hasSize(6);
  }

  @Test
  void a_put_that_fails_for_good_may_have_been_made() {
    always(new HttpFault.AnswerLost());
    assertThatThrownBy(() -> objects.put(KEY, BODY)).isInstanceOf(StoreException.Unavailable.class);

    always(new HttpFault.None());

    assertThat(objects.get(KEY)).isEqualTo(BODY);
  }

  @Test
  void one_failure_in_passing_is_not_seen() {
    first(HttpFault.s3(500, "InternalError"), new HttpFault.NotSent());
    objects.put(KEY, BODY);
    first(HttpFault.s3(503, "SlowDown"));

    assertThat(objects.get(KEY)).isEqualTo(BODY);
  }

  @ParameterizedTest
  @CsvSource({
    "SlowDown,      Throttled",
    "InternalError, Unavailable",
    "AccessDenied,  Misconfigured"
  })
  void objects_that_an_answer_of_200_did_not_delete_are_an_error(String code, String expected) {
    objects.put(KEY, BODY);
    String answer =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><DeleteResult><Error><Key>"
            + KEY
            + "</Key><Code>"
            + code
            + "</Code><Message>m</Message></Error></DeleteResult>";
    faults =
        request ->
            request.operation().startsWith("POST")
                ? new HttpFault.Answered(200, answer)
                : new HttpFault.None();

    StoreException thrown =
        catchThrowableOfType(StoreException.class, () -> objects.deleteSome("secret/"));

    assertThat(thrown.getClass().getSimpleName()).isEqualTo(expected);
    assertThat(thrown).message().contains("1 object").doesNotContain("secret");
  }

  @Test
  void a_missing_bucket_is_misconfigured_in_every_call() {
    String bucket = LocalAws.bucketName();
    ObjectStore missing = new S3ObjectStore(clients.s3(), bucket, "");

    assertThatThrownBy(() -> missing.get(KEY))
        .isInstanceOf(StoreException.Misconfigured.class)
        .hasMessageContaining(bucket);
    assertThatThrownBy(() -> missing.put(KEY, BODY))
        .isInstanceOf(StoreException.Misconfigured.class);
    assertThatThrownBy(() -> missing.deleteSome("secret"))
        .isInstanceOf(StoreException.Misconfigured.class);
  }

  @Test
  void the_key_prefix_is_put_before_every_key() {
    String bucket = LocalAws.freshBucket();
    ObjectStore prefixed = new S3ObjectStore(clients.s3(), bucket, "events/");
    ObjectStore plain = new S3ObjectStore(clients.s3(), bucket, "");
    plain.put("a", BODY);

    prefixed.put("a", BODY);

    assertThat(plain.get("events/a")).isEqualTo(BODY);
    assertThat(prefixed.deleteSome("")).isEqualTo(1);
    assertThat(plain.get("a")).isEqualTo(BODY);
  }

  private void always(HttpFault fault) {
    faults = _ -> fault;
  }

  private void first(HttpFault... some) {
    Queue<HttpFault> left = new ArrayDeque<>(List.of(some));
    faults = _ -> left.isEmpty() ? new HttpFault.None() : left.remove();
  }
}
